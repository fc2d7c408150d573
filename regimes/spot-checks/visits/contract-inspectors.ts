import { z } from 'zod';
import { idSchema, namedSchema, regionCodeSchema, regionSchema } from '#foundation/schemas.ts';
import { pageOf, pageQuery } from '#foundation/paging.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { conflictForm, inspectorForm, inspectorStates } from './inspector.ts';

const inspectorId = z.object({ inspectorId: idSchema });

export const inspectorLineSchema = z.object({
  id: z.number().int(),
  dataset: datasetSchema,
  name: z.string(),
  certificateNo: z.string(),
  state: z.enum(inspectorStates),
  validTo: z.string().nullable(),
  /** Account with which the inspector works in the field; null: none yet. */
  loginName: z.string().nullable(),
  authority: namedSchema,
  region: regionSchema,
  /** Empty: qualified for all. */
  categories: z.array(namedSchema),
  conflicts: z.array(
    z.object({ enterprise: namedSchema, reason: z.string(), from: z.string(), to: z.string().nullable() }),
  ),
  openVisits: z.number().int(),
});
export type InspectorLine = z.output<typeof inspectorLineSchema>;

export const inspectorFilterSchema = z.object({
  dataset: datasetSchema,
  state: z.enum(inspectorStates).optional(),
  region: regionCodeSchema.optional(),
  q: z.string().trim().max(100).optional(),
});
export type InspectorFilter = z.output<typeof inspectorFilterSchema>;

export const listInspectors = route({
  method: 'GET',
  path: '/api/v1/inspectors',
  access: 'spot-checks.plans',
  summary: { zh: '抽样人员名录', en: 'Register of inspectors' },
  query: inspectorFilterSchema.extend(pageQuery),
  response: pageOf(inspectorLineSchema),
});

export const createInspector = route({
  method: 'POST',
  path: '/api/v1/inspectors',
  access: 'spot-checks.dispatch',
  summary: { zh: '登记抽样人员', en: 'Register an inspector' },
  body: z.object({ dataset: datasetSchema, inspector: inspectorForm }),
  response: inspectorLineSchema,
});

export const editInspector = route({
  method: 'PUT',
  path: '/api/v1/inspectors/:inspectorId',
  access: 'spot-checks.dispatch',
  summary: { zh: '修改抽样人员', en: 'Change an inspector' },
  params: inspectorId,
  body: z.object({ inspector: inspectorForm }),
  response: inspectorLineSchema,
});

export const declareConflict = route({
  method: 'POST',
  path: '/api/v1/inspectors/:inspectorId/conflicts',
  access: 'spot-checks.dispatch',
  summary: { zh: '登记利害关系（回避）', en: 'Declare a conflict of interest' },
  params: inspectorId,
  body: conflictForm,
  response: inspectorLineSchema,
});
