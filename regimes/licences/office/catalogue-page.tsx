import { Button, Checkbox, Input, Modal, Select, Space, Tag } from 'antd';
import { useState } from 'react';
import { ActButton, ActsBar, ChoiceFilter, DateField, Filters, formatDate, Page, PlainTable, ProblemNotice, StateTabs, TextFilter, useAct, useAddress, useApi, useDataset, useMay, useSay, useStateFilter } from '#platform/office/index.ts'; // prettier-ignore
import { entryProcess, entryStates, type EntryVerb } from '../catalogue-entry.ts';
import { type CatalogueEntry, entryActs, listCatalogue, proposeEntry } from '../contracts/catalogue.ts';
import { type LicenceKind, licenceKindLabels, licenceKinds } from '../licence.ts';
import { CategoryPicker } from './pickers.tsx';

const labels = Object.fromEntries(
  Object.entries(entryProcess.acts).map(([verb, { label }]) => [verb, label]),
) as Readonly<Record<EntryVerb, (typeof entryProcess.acts)[EntryVerb]['label']>>;

interface Draft {
  readonly category?: string | undefined;
  readonly kind?: LicenceKind | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly issuer: string;
  readonly source: string;
  readonly confirmed: boolean;
  readonly reason: string;
  readonly replacesId: number | null;
}
const empty: Draft = { issuer: '', source: '', confirmed: false, reason: '', replacesId: null };

/** Proposes a new line, or a change of one that stands. */
const ProposeForm = ({ start, onClose }: { readonly start: Draft | undefined; readonly onClose: () => void }) => {
  const say = useSay();
  const [dataset] = useDataset();
  const propose = useAct(proposeEntry);
  const [draft, write] = useState<Draft>(start ?? empty);
  const set = (part: Partial<Draft>) => write({ ...draft, ...part });
  const { category, kind, from, until, ...rest } = draft;
  const ready =
    category !== undefined && kind !== undefined && from !== undefined && [rest.issuer, rest.source, rest.reason].every((text) => text.trim().length >= 2); // prettier-ignore
  return (
    <Modal
      open={start !== undefined}
      title={say(draft.replacesId === null ? { zh: '提出新条目', en: 'Propose an entry' } : { zh: '提出变更', en: 'Propose a change' })} // prettier-ignore
      okText={say({ zh: '提出，待另一人审定', en: 'Propose for approval by another person' })}
      cancelText={say({ zh: '返回', en: 'Back' })}
      okButtonProps={{ disabled: !ready, loading: propose.isPending }}
      onCancel={onClose}
      onOk={() => {
        if (category !== undefined && kind !== undefined && from !== undefined)
          propose.mutate(
            { body: { dataset, categoryId: Number(category), kind, from, until: until ?? null, ...rest } },
            { onSuccess: onClose },
          );
      }}
    >
      {propose.error && <ProblemNotice problem={propose.error} />}
      <Space orientation="vertical" className="wide">
        {draft.replacesId === null && (
          <>
            <CategoryPicker value={category} onChange={(id) => set({ category: id })} />
            <Select
              className="wide-select"
              aria-label={say({ zh: '种类', en: 'Kind' })}
              placeholder={say({ zh: '种类', en: 'Kind' })}
              value={kind ?? null}
              onChange={(value: LicenceKind) => set({ kind: value })}
              options={licenceKinds.map((value) => ({ value, label: say(licenceKindLabels[value]) }))}
            />
          </>
        )}
        <Space wrap>
          <label htmlFor="entry-from">{say({ zh: '自哪一天起', en: 'From' })}</label>
          <DateField id="entry-from" value={from ?? ''} onChange={(text) => set({ from: text || undefined })} />
          <label htmlFor="entry-until">{say({ zh: '至哪一天（可空）', en: 'Until (may be blank)' })}</label>
          <DateField id="entry-until" value={until ?? ''} onChange={(text) => set({ until: text || undefined })} />
        </Space>
        <Input
          aria-label={say({ zh: '由谁发证', en: 'Who issues' })}
          placeholder={say({ zh: '由谁发证', en: 'Who issues' })}
          value={draft.issuer}
          maxLength={200}
          onChange={(event) => set({ issuer: event.target.value })}
        />
        <Input
          aria-label={say({ zh: '依据的文件', en: 'The text it rests on' })}
          placeholder={say({ zh: '依据的文件', en: 'The text it rests on' })}
          value={draft.source}
          maxLength={500}
          onChange={(event) => set({ source: event.target.value })}
        />
        <Checkbox checked={draft.confirmed} onChange={(event) => set({ confirmed: event.target.checked })}>
          {say({ zh: '已核对原文', en: 'The text was read' })}
        </Checkbox>
        <Input.TextArea
          rows={2}
          aria-label={say({ zh: '理由', en: 'Reason' })}
          placeholder={say({ zh: '理由（必填）', en: 'Reason (required)' })}
          value={draft.reason}
          maxLength={2000}
          onChange={(event) => set({ reason: event.target.value })}
        />
      </Space>
    </Modal>
  );
};

const EntryActs = ({ entry }: { readonly entry: CatalogueEntry }) => {
  const acts = {
    approve: useAct(entryActs.approve),
    decline: useAct(entryActs.decline),
    withdraw: useAct(entryActs.withdraw),
  };
  return (
    <>
      <ActsBar
        acts={entry.acts}
        labels={labels}
        main="approve"
        consequence={() => undefined}
        pending={Object.values(acts).some((act) => act.isPending)}
        onAct={(verb, reason) =>
          acts[verb].mutateAsync({
            params: { entryId: entry.id },
            body: { version: entry.version, ...(reason === '' ? {} : { reason }) },
          })
        }
      />
    </>
  );
};

/** The dated catalogue; changed by two persons. */
const CataloguePage = () => {
  const say = useSay();
  const [address] = useAddress();
  const [dataset] = useDataset();
  const mayPropose = useMay('licences.catalogue');
  const state = useStateFilter(entryStates) ?? 'in-force';
  const kind = licenceKinds.find((one) => one === address['kind']);
  const query = useApi(listCatalogue, {
    query: { dataset, state, q: address['q'] ?? '', ...(kind === undefined ? {} : { kind }) },
  });
  const [draft, start] = useState<Draft>();
  const { data } = query;
  return (
    <Page
      title={say({ zh: '许可认证目录', en: 'Catalogue of licensed and certified products' })}
      intro={say({
        zh: '列入目录的产品，营业执照登记前须查询许可证或证书。目录按日期记录，变更由一人提出、另一人审定。',
        en: 'Products of the catalogue need a licence or certificate before production. It is dated; one person proposes a change and another approves it.',
      })}
      withDataset
      acts={
        mayPropose && (
          <ActButton permission="licences.catalogue" onClick={() => start(empty)}>
            {say({ zh: '提出新条目', en: 'Propose an entry' })}
          </ActButton>
        )
      }
    >
      {draft && <ProposeForm start={draft} onClose={() => start(undefined)} />}
      <StateTabs states={entryStates} labels={entryProcess.states} counts={data?.counts} first="in-force" />
      <Filters>
        <TextFilter name="q" title={{ zh: '产品种类', en: 'Category' }} />
        <ChoiceFilter name="kind" title={{ zh: '种类', en: 'Kind' }} labels={licenceKindLabels} />
      </Filters>
      {query.error && <ProblemNotice problem={query.error} />}
      <PlainTable
        rowKey="id"
        scroll={{ x: 1080 }}
        dataSource={data?.rows ?? []}
        columns={[
          { title: say({ zh: '产品种类', en: 'Category' }), render: (_, row) => row.category.name },
          { title: say({ zh: '种类', en: 'Kind' }), width: 128, render: (_, row) => say(licenceKindLabels[row.kind]) },
          { title: say({ zh: '列入日期', en: 'From' }), width: 124, render: (_, row) => formatDate(row.from) },
          {
            title: say({ zh: '截止日期', en: 'Until' }),
            width: 124,
            render: (_, row) => (row.until === null ? say({ zh: '现行', en: 'in force' }) : formatDate(row.until)),
          },
          { title: say({ zh: '发证方', en: 'Issuer' }), width: 162, render: (_, row) => row.issuer },
          {
            title: say({ zh: '依据', en: 'Source' }),
            render: (_, row) => (
              <>
                {row.source} {!row.confirmed && <Tag>{say({ zh: '待核实', en: 'Not confirmed' })}</Tag>}
                {state === 'proposed' && (
                  <div className="quiet">
                    {row.proposedBy}：{row.reason}
                  </div>
                )}
              </>
            ),
          },
          {
            title: say({ zh: '办理', en: 'Acts' }),
            width: 104,
            render: (_, row) =>
              row.state === 'in-force' && mayPropose ? (
                <Button
                  size="small"
                  onClick={() =>
                    start({
                      category: String(row.category.id),
                      kind: row.kind,
                      from: row.from,
                      ...(row.until === null ? {} : { until: row.until }),
                      issuer: row.issuer,
                      source: row.source,
                      confirmed: row.confirmed,
                      reason: '',
                      replacesId: row.id,
                    })
                  }
                >
                  {say({ zh: '提出变更', en: 'Propose a change' })}
                </Button>
              ) : (
                <EntryActs entry={row} />
              ),
          },
        ]}
      />
    </Page>
  );
};
export default CataloguePage;
