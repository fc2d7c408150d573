import type { FieldVisit } from '#regimes/spot-checks/visits/contract-field.ts';
import { fieldMessageWords } from '#regimes/spot-checks/visits/field/message.ts';
import { localState } from '#regimes/spot-checks/visits/field/local-state.ts';
import { visitProcess } from '#regimes/spot-checks/visits/visit.ts';
import type { Desk } from '../desk.ts';
import { button, h, inWords, languageTag, say, show, switchLanguage, tell } from '../dom.ts';

const stateWords = {
  waiting: { zh: '已保存，待发送', en: 'Saved, not sent yet' },
  sending: { zh: '正在发送', en: 'Being sent' },
  applied: { zh: '已发送', en: 'Sent' },
  conflict: { zh: '已发送，待调度人员处理', en: 'Sent, a dispatcher looks at it' },
  refused: { zh: '未被采用，请改正后重新提交', en: 'Not accepted: correct it and submit again' },
} as const;

/** Everything that was kept to be sent, with what became of it. */
export const showMessages = (desk: Desk, back: () => void): void => {
  show(
    h(
      'header',
      {},
      h('h1', {}, inWords('现场消息', 'Messages')),
      button(inWords('返回', 'Back'), back, { class: 'quiet' }),
    ),
    desk.outbox().length === 0 && h('p', {}, inWords('手机上还没有消息。', 'No message on the phone yet.')),
    h(
      'ul',
      { class: 'cards' },
      ...desk
        .outbox()
        .toReversed()
        .map(({ kind, visitId, state, answer, deviceAt }) =>
          h(
            'li',
            { class: `message ${state}` },
            h('strong', {}, say(fieldMessageWords(kind))),
            ` ${desk.firmOf(visitId)}`,
            h(
              'div',
              { class: 'faint' },
              new Date(deviceAt).toLocaleString(languageTag()),
              ' · ',
              say(stateWords[state]),
            ),
            answer?.number && h('div', {}, answer.number),
            answer?.text && h('div', { class: 'fault' }, say(answer.text)),
            answer?.clockWarning && h('div', { class: 'fault' }, say(answer.clockWarning)),
          ),
        ),
    ),
  );
};

/** The visits on the phone, the earliest due first. */
export const showList = (
  desk: Desk,
  go: { readonly visit: (visit: FieldVisit) => void; readonly messages: () => void; readonly signIn: () => void },
): void => {
  const refused = desk.outbox().filter(({ state }) => state === 'refused').length;
  const connection = desk.connection();
  show(
    h(
      'header',
      {},
      h('h1', {}, inWords('我的抽样任务', 'My visits')),
      button(languageTag() === 'en' ? '中文' : 'English', switchLanguage, { class: 'quiet' }),
    ),
    connection === 'signed-out' && tell(inWords('登录已过期，登录后才能发送；手机上的资料没有丢失', 'Your session has ended; sign in to send. Nothing on the phone is lost')), // prettier-ignore
    connection === 'other-account' && tell(inWords(`当前登录的不是${desk.loginName}，手机上的资料只能由本人发送`, `${desk.loginName} is not signed in; only the owner sends what is on this phone`)), // prettier-ignore
    (connection === 'signed-out' || connection === 'other-account') && button(inWords('登录', 'Sign in'), go.signIn, { class: 'main' }), // prettier-ignore
    refused > 0 &&
      tell(inWords(`有${refused}条消息未被采用，请查看`, `${refused} messages were not accepted, please look`)),
    h(
      'ul',
      { class: 'cards' },
      ...desk.visits().map((visit) =>
        h(
          'li',
          {},
          h(
            'button',
            { type: 'button', class: 'card', onclick: () => go.visit(visit) },
            h('strong', {}, visit.enterprise.name),
            h('span', {}, visit.category.name),
            h('span', { class: 'faint' }, inWords(`${visit.dueOn}前`, `by ${visit.dueOn}`), ' · ', say(visitProcess.states[localState(visit, desk.outbox())])), // prettier-ignore
          ),
        ),
      ),
    ),
    desk.visits().length === 0 && h('p', {}, inWords('手机上没有抽样任务。有网络时点“下载任务”。', 'No visit on the phone. With a network, press “Download”.')), // prettier-ignore
    h(
      'div',
      { class: 'acts' },
      button(inWords('下载任务', 'Download'), () => desk.refresh()),
      button(inWords('立即发送', 'Send now'), () => desk.send()),
      button(inWords('查看消息', 'Messages'), go.messages),
    ),
  );
};
