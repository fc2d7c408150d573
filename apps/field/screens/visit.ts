import type { FieldVisit } from '#regimes/spot-checks/visits/contract-field.ts';
import { localState } from '#regimes/spot-checks/visits/field/local-state.ts';
import { type Outcome, outcomes, visitProcess } from '#regimes/spot-checks/visits/visit.ts';
import type { Desk, Said } from '../desk.ts';
import { button, h, inWords, labelled, say, show, tell } from '../dom.ts';
import { position, shrink } from '../picture.ts';

export interface VisitWays {
  readonly back: () => void;
  /** Shows the visit again as it now is. */
  readonly again: () => void;
  readonly sheet: (correcting?: string) => void;
}

const facts = (visit: FieldVisit, notice: string | null): HTMLElement => {
  const { rule } = visit;
  const line = (zh: string, en: string, value: string | null | undefined) =>
    value ? [h('dt', {}, inWords(zh, en)), h('dd', {}, value)] : [];
  return h(
    'dl',
    {},
    ...line('通知书文号', 'Notice', notice),
    ...line('产品种类', 'Category', visit.category.name),
    ...line('地址', 'Address', visit.enterprise.address),
    ...line('计划', 'Plan', [visit.planTitle, visit.planNumber].filter(Boolean).join(' ')),
    ...line('抽样人员', 'Inspectors', visit.inspectors.map(({ name, certificateNo, leads }) => `${name}（${certificateNo}${leads ? inWords('，带队', ', leads') : ''}）`).join('、')), // prettier-ignore
    ...line('承检机构', 'Laboratory', visit.laboratory?.name),
    ...line('抽样数量', 'Quantity', rule && inWords(`${rule.sampleQuantity}，备样${rule.reserveQuantity || '无'}`, `${rule.sampleQuantity}, reserve ${rule.reserveQuantity || 'none'}`)), // prettier-ignore
    ...line('最低抽样基数', 'Least lot', rule?.leastLot === null || rule === null ? undefined : String(rule.leastLot)),
    ...line('检验项目', 'Items', rule?.items.map(({ item, limit, unit }) => `${item} ${limit}${unit}`).join('；')),
  );
};

const once = (visit: FieldVisit, kind: Said['kind'], body: Said['body'] = {}): Said => ({
  visitId: visit.id,
  kind,
  body,
  key: `${visit.id}:${kind}:${visit.version}`,
});

const startForm = (desk: Desk, visit: FieldVisit, ways: VisitWays): HTMLElement => {
  const shown = h('input', { type: 'checkbox', id: 'shown' });
  const said = h('div');
  return h(
    'section',
    {},
    h('label', { class: 'tick', for: 'shown' }, shown, inWords('两名以上抽样人员已到场，已出示抽查通知书和有效身份证件', 'Two inspectors at least are here; the notice and valid identity cards were shown')), // prettier-ignore
    said,
    button(
      say(visitProcess.acts.start.label),
      async () => {
        if (!shown.checked) {
          said.replaceChildren(
            tell(inWords('请先出示通知书和证件，再勾选', 'Show notice and identity first, then tick')),
          );
          return;
        }
        await desk.tell([once(visit, 'start', { identityShown: true })]);
        ways.again();
      },
      { class: 'main' },
    ),
  );
};

const photoButton = (desk: Desk, visit: FieldVisit, ways: VisitWays): HTMLElement => {
  const said = h('div');
  const input = h('input', {
    type: 'file',
    accept: 'image/*',
    capture: 'environment',
    id: 'photo',
    class: 'hidden',
    onchange: () => {
      const [file] = input.files ?? [];
      if (!file) return;
      said.replaceChildren(tell(inWords('正在处理照片……', 'Working on the photo …'), 'plain'));
      void (async () => {
        const [bytes, where] = await Promise.all([shrink(file), position()]);
        input.value = '';
        if (!bytes) {
          said.replaceChildren(tell(inWords('照片无法读取，请重新拍摄', 'The photo can’t be read; take it again')));
          return;
        }
        const body = { kind: 'photo', caption: '', ...where };
        await desk.tell([{ visitId: visit.id, kind: 'file', body, bytes, type: 'image/jpeg' }]);
        ways.again();
      })();
    },
  });
  return h('div', {}, input, h('label', { for: 'photo', class: 'as-button' }, inWords('拍照', 'Take a photo')), said);
};

const endings: readonly Outcome[] = outcomes.filter((outcome) => outcome !== 'finish');

const outcomeForm = (desk: Desk, visit: FieldVisit, ways: VisitWays): HTMLElement => {
  const known = desk.known();
  const kind = h('select', {}, ...endings.map((one) => h('option', { value: one }, say(visitProcess.acts[one].label))));
  const code = h('select', {});
  const reason = h('textarea', { rows: 3, maxlength: 2000 });
  const [kindRow, codeRow, reasonRow] = [
    labelled(inWords('未能抽样的情况', 'What happened'), kind, true),
    labelled(inWords('法定情形', 'Case of the law'), code, true),
    labelled(inWords('说明', 'In words'), reason, true),
  ];
  const lawful = () =>
    kind.value === 'no-sample' ? known?.noSample : kind.value === 'rightful-refusal' ? known?.refusals : undefined;
  const follow = (): void => {
    const cases = lawful() ?? [];
    code.replaceChildren(...cases.map((one) => h('option', { value: one.code }, say(one.words))));
    codeRow.row.hidden = cases.length === 0;
  };
  kind.addEventListener('change', follow);
  follow();
  return h(
    'details',
    {},
    h('summary', {}, inWords('未能抽样', 'No sample was taken')),
    kindRow.row,
    codeRow.row,
    reasonRow.row,
    button(inWords('提交结果', 'Report'), async () => {
      if (reason.value.trim() === '') return reasonRow.say(inWords('请写明情况', 'Say what happened'));
      const body = { reason: reason.value.trim(), ...(lawful() === undefined ? {} : { reasonCode: code.value }) };
      await desk.tell([once(visit, kind.value as Outcome, body)]);
      ways.again();
    }),
  );
};

const sendForm = (desk: Desk, visit: FieldVisit, sheetId: string, ways: VisitWays): HTMLElement => {
  const courier = h('input', { type: 'text', maxlength: 60 });
  const row = labelled(
    inWords('快递单号（专人送达的写明送达人）', 'Consignment number, or who carries it'),
    courier,
    true,
  );
  return h(
    'div',
    {},
    row.row,
    button(inWords('寄送样品', 'Send the sample'), async () => {
      const text = courier.value.trim();
      if (text === '') return row.say(inWords('请填写', 'Please fill in'));
      const body = /^[A-Za-z0-9-]+$/.test(text) ? { of: sheetId, courierNumber: text } : { of: sheetId, note: text };
      await desk.tell([{ visitId: visit.id, kind: 'send', body, key: `${sheetId}:send` }]);
      ways.again();
    }),
  );
};

const sheets = (desk: Desk, visit: FieldVisit, ways: VisitWays): HTMLElement[] => {
  const own = desk.outbox().filter(({ visitId }) => visitId === visit.id);
  const sent = new Set(own.filter(({ kind, state }) => kind === 'send' && state !== 'refused').map(({ key }) => key));
  return own
    .filter(({ kind, state }) => kind === 'sheet' && state !== 'refused')
    .map(({ id, answer }, index) =>
      h(
        'section',
        { class: 'sheet' },
        h('h2', {}, answer?.number ?? inWords(`抽样单${index + 1}（待编号）`, `Sheet ${index + 1} (number to come)`)),
        sent.has(`${id}:send`) ? h('p', {}, inWords('已登记寄送', 'Noted as sent')) : sendForm(desk, visit, id, ways),
        !sent.has(`${id}:send`) &&
          button(inWords('更正抽样单', 'Correct the sheet'), () => ways.sheet(id), { class: 'quiet' }),
      ),
    );
};

/** A visit with the acts that its state allows. */
export const showVisit = (desk: Desk, visit: FieldVisit, ways: VisitWays): void => {
  const own = desk.outbox().filter(({ visitId }) => visitId === visit.id);
  const state = localState(visit, own);
  const photos = own.filter(({ kind }) => kind === 'file').length;
  show(
    h('header', {}, h('h1', {}, visit.enterprise.name), button(inWords('返回', 'Back'), ways.back, { class: 'quiet' })),
    h(
      'p',
      { class: 'state' },
      say(visitProcess.states[state]),
      ' · ',
      inWords(`${visit.dueOn}前完成`, `due ${visit.dueOn}`),
    ),
    ...own
      .flatMap(({ answer, state: of }) => (of === 'refused' && answer?.text ? [tell(say(answer.text))] : []))
      .slice(-1),
    ...own.flatMap(({ answer }) => (answer?.clockWarning ? [tell(say(answer.clockWarning))] : [])).slice(-1),
    state === 'assigned' && startForm(desk, visit, ways),
    state === 'ordered' && tell(inWords('已警告并责令改正，等待企业接受抽查', 'Warned and ordered; waiting for the firm to admit'), 'plain'), // prettier-ignore
    state === 'started' &&
      h(
        'div',
        { class: 'acts' },
        button(inWords('填写抽样单', 'Fill in a sheet'), () => ways.sheet(), { class: 'main' }),
      ),
    (state === 'started' || state === 'ordered') && photoButton(desk, visit, ways),
    photos > 0 && h('p', { class: 'faint' }, inWords(`已有照片、签名${photos}份`, `${photos} photos and signatures`)),
    ...sheets(desk, visit, ways),
    state === 'started' &&
      button(say(visitProcess.acts.finish.label), async () => {
        await desk.tell([once(visit, 'finish')]);
        ways.again();
      }),
    state === 'started' && outcomeForm(desk, visit, ways),
    h('h2', {}, inWords('任务内容', 'About the visit')),
    facts(
      visit,
      own.findLast(({ kind, answer }) => kind === 'start' && answer?.number)?.answer?.number ?? visit.noticeNumber,
    ),
  );
};
