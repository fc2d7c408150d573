import { Readable } from 'node:stream';
import type { RouteContract, RouteInput, RouteOutput } from '#foundation/contract.ts';
import { unwrap } from '#foundation/refusal.ts';
import { anonymous, evaluationPassword, type Role, signIn } from '#platform/identity/index.ts';
import type { Upload } from '#platform/manifest.ts';
import { type Call, systemCall } from '#platform/operation/index.ts';
import type { Services } from '#platform/operation/index.ts';

/** Signs the evaluation account of a role in; login names are the names of the roles. */
export const callOf = async (services: Services, role: Role): Promise<Call> => {
  const visitor: Call = { ...systemCall(services), actor: anonymous('zh') };
  const attempt = { loginName: role, password: evaluationPassword, address: '127.0.0.1', userAgent: null };
  return unwrap(await signIn(visitor, attempt)).call;
};

/** A file that a person hands in. */
interface HandedIn {
  readonly fileName: string;
  readonly content: string;
}

/** A file of one page that says what it is: nothing of it is real. */
export const demoPage = (what: string): string => {
  const drawn = `BT /F 18 Tf 72 740 Td (DEMO: ${what}) Tj ET`;
  return `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length ${drawn.length}>>stream
${drawn}
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;
};

const uploadsOf = async function* (file: HandedIn | undefined): AsyncGenerator<Upload> {
  if (file) yield { fileName: file.fileName, stream: Readable.from([file.content]) };
};

/** Does what a person does in the office: calls a route of the program, validated and authorised as any other call. */
export const use = async <C extends RouteContract>(
  call: Call,
  contract: C,
  input: Partial<{ readonly [Part in keyof RouteInput<C>]: unknown }>,
  file?: HandedIn,
): Promise<RouteOutput<C>> => {
  const bound = call.services.composition.routes.find((route) => route.contract === (contract as RouteContract));
  if (!bound) throw new Error(`no room answers ${contract.method} ${contract.path}`);
  const checked = {
    params: contract.params?.parse(input.params ?? {}),
    query: contract.query?.parse(input.query ?? {}),
    body: contract.body?.parse(input.body ?? {}),
  };
  const answer = await bound.handle(call, checked as never, uploadsOf(file));
  if (!answer.ok) throw new Error(`${contract.path}: ${answer.refusal.text.en}`);
  if (!('value' in answer)) throw new Error(`${contract.path} answers with a file`);
  return answer.value as RouteOutput<C>;
};
