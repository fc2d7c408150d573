import type { Tx } from '#platform/database/index.ts';
import type { PaperRecord } from '../storage.ts';
import type { TemplateLine } from './contract.ts';

interface Stored extends Omit<TemplateLine, 'proposedBy' | 'decidedBy'> {
  readonly proposerId: string;
  readonly proposer: string | null;
  readonly deciderId: string | null;
  readonly decider: string | null;
}

const columns = `select t.id, t.kind, t.version, t.file_name as "fileName", t.sha256, t.state, t.proposed_by as "proposerId", p.display_name as proposer,
    t.proposed_at as "proposedAt", t.decided_by as "deciderId", d.display_name as decider, t.decided_at as "decidedAt", t.reason
  from documents.template t left join identity.published_account p on p.id = t.proposed_by
  left join identity.published_account d on d.id = t.decided_by`;

const shown = ({ proposerId, proposer, deciderId, decider, ...rest }: Stored): TemplateLine => ({
  ...rest,
  proposedBy: { id: proposerId, name: proposer },
  decidedBy: deciderId === null ? null : { id: deciderId, name: decider },
});

/** Every template that was proposed, the newest of each kind first. */
export const listOfTemplates = async (tx: Tx): Promise<TemplateLine[]> =>
  (await tx.query<Stored>(`${columns} order by t.kind, t.version desc`)).map(shown);

export const findTemplate = async (tx: Tx, id: number): Promise<TemplateLine | undefined> =>
  (await tx.query<Stored>(`${columns} where t.id = $1`, [id])).map(shown)[0];

/** Holds it until the transaction ends, so that two decisions do not meet. */
export const lockTemplate = async (tx: Tx, id: number): Promise<void> => {
  await tx.query('select 1 from documents.template where id = $1 for update', [id]);
};

/** The .docx of one. */
export const templateBytes = async (tx: Tx, id: number): Promise<Uint8Array | undefined> =>
  (await tx.query<{ document: Uint8Array }>('select document from documents.template where id = $1', [id]))[0]
    ?.document;

/** The template of a paper: the one that it was issued with, for a draft the one in force. */
export const templateOf = async (
  tx: Tx,
  { kind, number, templateId }: Pick<PaperRecord, 'kind' | 'number' | 'templateId'>,
): Promise<Uint8Array | undefined> =>
  (
    await tx.query<{ document: Uint8Array }>(
      `select document from documents.template where case when $2 then id = $3 else kind = $1 and state = 'in-force' end`,
      [kind, number !== null, templateId],
    )
  )[0]?.document;

/** Stores a proposal; undefined where one for the kind waits already. */
export const insertTemplate = async (
  tx: Tx,
  template: {
    readonly kind: string;
    readonly fileName: string;
    readonly document: Uint8Array;
    readonly sha256: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<number | undefined> =>
  (
    await tx.query<{ id: number }>(
      `insert into documents.template (kind, version, file_name, document, sha256, proposed_by, proposed_at)
       select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6 from documents.template where kind = $1
       on conflict (kind) where state = 'proposed' do nothing returning id`,
      [template.kind, template.fileName, Buffer.from(template.document), template.sha256, template.by, template.at],
    )
  )[0]?.id;

export const storeTemplateState = async (
  tx: Tx,
  id: number,
  state: 'in-force' | 'rejected' | 'ended',
  by: string | null,
  at: Date,
  reason: string | null,
): Promise<void> => {
  if (state === 'in-force')
    await tx.query(
      `update documents.template set state = 'replaced'
        where state = 'in-force' and kind = (select kind from documents.template where id = $1)`,
      [id],
    );
  await tx.query(
    'update documents.template set state = $2, decided_by = $3, decided_at = $4, reason = $5 where id = $1',
    [id, state, by, at, reason],
  );
};
