import type { FieldVisit } from '#regimes/spot-checks/visits/contract-field.ts';
import { beginDraft, type Draft, faultsOf, type FormField, sheetForm, sheetOf } from '#regimes/spot-checks/visits/field/sheet-form.ts'; // prettier-ignore
import type { Desk, Said } from '../desk.ts';
import { button, h, inWords, labelled, say, show, tell } from '../dom.ts';
import { position } from '../picture.ts';
import { signaturePad } from '../signature.ts';

interface Kept {
  /** Number of the message that the sheet will be. */
  readonly id: string;
  readonly fields: Draft;
}

const inputOf = ({ type, choices }: FormField, text: string) => {
  if (type === 'choice' || type === 'yes') {
    const options = choices ?? { '': { zh: '否', en: 'No' }, yes: { zh: '是', en: 'Yes' } };
    const select = h(
      'select',
      {},
      ...Object.entries(options).map(([value, words]) => h('option', { value }, say(words))),
    );
    select.value = text;
    return select;
  }
  if (type === 'long') {
    const area = h('textarea', { rows: 3 });
    area.value = text;
    return area;
  }
  const input = h('input', {
    type: type === 'date' ? 'date' : 'text',
    inputmode: type === 'whole' ? 'numeric' : type === 'yuan' ? 'decimal' : null,
    autocomplete: 'off',
  });
  input.value = text;
  return input;
};

const today = (): string => new Date().toLocaleDateString('sv-SE');

/** The sheet in the order of the paper form: kept as it is typed, signed by both sides, then put on its way. `correcting` names the one to correct. */
export const showSheet = async (
  desk: Desk,
  visit: FieldVisit,
  correcting: string | undefined,
  back: () => void,
): Promise<void> => {
  const draftKey = correcting === undefined ? `draft:${visit.id}` : `correction:${correcting}`;
  const former = correcting === undefined ? undefined : await desk.vault.read<Draft>(`sheet:${correcting}`);
  const kept: Kept = (await desk.vault.read<Kept>(draftKey)) ?? {
    id: crypto.randomUUID(),
    fields: former ?? beginDraft(visit, today()),
  };
  const typed: Record<string, string> = { ...kept.fields };
  let saving = Promise.resolve();
  const save = (): void => {
    const value: Kept = { id: kept.id, fields: { ...typed } };
    saving = saving.catch(() => undefined).then(() => desk.vault.write([{ key: draftKey, value }]));
  };
  const rows = new Map<string, ReturnType<typeof labelled>>();
  const parts = sheetForm.map(({ title, fields }) =>
    h(
      'fieldset',
      {},
      h('legend', {}, say(title)),
      ...fields.map((field) => {
        const input = inputOf(field, typed[field.path] ?? '');
        const row = labelled(say(field.label), input, field.needed);
        rows.set(field.path, row);
        input.addEventListener('input', () => {
          typed[field.path] = input.value;
        });
        // Checked and kept as the field is left.
        input.addEventListener('change', () => {
          typed[field.path] = input.value;
          row.say(say(faultsOf(typed)[field.path] ?? { zh: '', en: '' }));
          save();
        });
        return row.row;
      }),
    ),
  );
  const reason = h('textarea', { rows: 2, maxlength: 2000 });
  const reasonRow = labelled(inWords('更正理由', 'Why it is corrected'), reason, true);
  const own = signaturePad(inWords('抽样人员签名', 'Signature of the inspector'));
  const firm = signaturePad(inWords('受检单位签名', 'Signature of the firm'));
  const said = h('div');

  const submit = async (): Promise<void> => {
    const faults = faultsOf(typed);
    for (const [path, row] of rows) row.say(say(faults[path] ?? { zh: '', en: '' }));
    const count = Object.keys(faults).length;
    if (count > 0) {
      said.replaceChildren(tell(inWords(`还有${count}处需要填写或改正`, `${count} fields are missing or wrong`)));
      document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    if (correcting !== undefined && reason.value.trim() === '')
      return reasonRow.say(inWords('请填写', 'Please fill in'));
    const [mine, theirs, where] = await Promise.all([own.read(), firm.read(), position()]);
    const refuses = (typed['signedBy'] ?? '').trim() === '';
    if (!mine || (!theirs && !refuses)) {
      said.replaceChildren(tell(inWords('请双方签名；企业拒签的不填签字人，写明见证人', 'Both sides sign; where the firm will not, leave its name empty and name the witness'))); // prettier-ignore
      return;
    }
    const sheet = sheetOf(typed);
    const message: Said =
      correcting === undefined
        ? { visitId: visit.id, kind: 'sheet', id: kept.id, key: kept.id, body: { sheet } }
        : { visitId: visit.id, kind: 'correct', id: kept.id, key: kept.id, body: { of: correcting, sheet, reason: reason.value.trim(), signedBy: sheet.signedBy || sheet.witness } }; // prettier-ignore
    const picture = (kind: string, bytes: ArrayBuffer): Said => ({
      visitId: visit.id,
      kind: 'file',
      body: { kind, caption: sheet.product.name.slice(0, 100), ...where },
      bytes,
      type: 'image/png',
    });
    await saving;
    await desk.tell(
      [message, picture('inspector-signature', mine), ...(theirs ? [picture('firm-signature', theirs)] : [])],
      [{ key: `sheet:${correcting ?? kept.id}`, value: typed }],
      [draftKey],
    );
    back();
  };

  show(
    h(
      'header',
      {},
      h(
        'h1',
        {},
        correcting === undefined ? inWords('抽样单', 'Sampling sheet') : inWords('更正抽样单', 'Correct the sheet'),
      ),
      button(inWords('返回', 'Back'), back, { class: 'quiet' }),
    ),
    h('p', { class: 'faint' }, inWords('填写内容随时保存在手机上；编号在发送后由系统给出。', 'What you type is kept on the phone; the number is given once it has been sent.')), // prettier-ignore
    ...parts,
    correcting !== undefined && reasonRow.row,
    own.element,
    firm.element,
    said,
    button(inWords('双方签字，提交抽样单', 'Signed by both: submit the sheet'), submit, { class: 'main' }),
  );
};
