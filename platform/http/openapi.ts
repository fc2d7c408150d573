import { z } from 'zod';
import type { RouteContract } from '#foundation/contract.ts';
import type { Composition } from '#platform/operation/index.ts';
import { sessionContracts } from './session-routes.ts';

type Json = Readonly<Record<string, unknown>>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Record<
    string,
    unknown
  >;
  return rest;
};

/** Parameters of a path or a query, one by one. */
const parametersOf = (schema: z.ZodType | undefined, place: 'path' | 'query'): readonly Json[] => {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Readonly<Record<string, Json>>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: each,
  }));
};

const bodyOf = (contract: RouteContract): Json | undefined => {
  const fields = contract.body && schemaOf(contract.body, 'input');
  if (contract.transfer === 'upload') {
    const files = { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } };
    const properties = { ...(fields?.['properties'] as Json | undefined), file: files };
    return {
      required: true,
      content: { 'multipart/form-data': { schema: { ...fields, type: 'object', properties } } },
    };
  }
  return fields && { required: true, content: { 'application/json': { schema: fields } } };
};

const answerOf = ({ transfer, response }: RouteContract): Json =>
  transfer === 'stream'
    ? { description: '文件 · a file', content: { 'application/octet-stream': { schema: {} } } }
    : { description: '成功 · done', content: { 'application/json': { schema: schemaOf(response, 'output') } } };

/** `POST /api/v1/cards/:id/issue` → `postCardsIdIssue`. */
const operationId = ({ method, path }: RouteContract): string =>
  method.toLowerCase() +
  path
    .slice('/api/v1/'.length)
    .split(/[^a-zA-Z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

const operationOf = (contract: RouteContract, room: string): Json => {
  const body = bodyOf(contract);
  return {
    operationId: operationId(contract),
    tags: [room],
    summary: contract.summary.zh,
    description: contract.summary.en,
    ...(contract.citation === undefined ? {} : { 'x-citation': contract.citation }),
    'x-permission': contract.access,
    security: contract.access === 'public' ? [] : [{ session: [] }, { token: [] }],
    parameters: [...parametersOf(contract.params, 'path'), ...parametersOf(contract.query, 'query')],
    ...(body === undefined ? {} : { requestBody: body }),
    responses: {
      200: answerOf(contract),
      default: {
        description: '不能办理 · refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
};

const problem = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'detail', 'code', 'traceId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: '说明 · in the language asked for' },
    code: { type: 'string' },
    citation: { type: 'string', description: '依据 · the clause it rests on' },
    traceId: { type: 'string', description: '编号 · number to quote' },
    fields: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: '逐项说明 · what is wrong, by field',
    },
  },
};

/** The contracts of a program with the room each belongs to, in the order of the rooms. */
export const contractsByRoom = (composition: Composition): ReadonlyMap<string, readonly RouteContract[]> => {
  const rooms = new Map(
    composition.manifests.map(({ name, routes = [] }) => [name, routes.map((bound) => bound.contract)]),
  );
  rooms.set('identity', [...sessionContracts, ...(rooms.get('identity') ?? [])]);
  return new Map([...rooms].filter(([, contracts]) => contracts.length > 0));
};

/** The OpenAPI 3.1 document, made of the contracts that answer the requests. */
export const openApiDocument = (composition: Composition, version: string): Json => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [room, contracts] of contractsByRoom(composition))
    for (const contract of contracts) {
      const path = contract.path.replaceAll(/:(\w+)/g, '{$1}');
      (paths[path] ??= {})[contract.method.toLowerCase()] = operationOf(contract, room);
    }
  return {
    openapi: '3.1.0',
    info: { title: '质监 Zhijian', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    tags: [...contractsByRoom(composition).keys()].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'zhijian', description: '__Host-zhijian over https' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  };
};
