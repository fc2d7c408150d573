import { fail, free, isLocked, minutesLeft, type PinLock } from '#regimes/spot-checks/visits/field/pin-lock.ts';
import { button, h, inWords, labelled, languageTag, say, show, switchLanguage, tell } from '../dom.ts';
import { type Account, signIn } from '../server.ts';
import { createVault, openVault, type Vault } from '../vault.ts';

const heading = (): HTMLElement =>
  h(
    'header',
    {},
    h('h1', {}, inWords('现场抽样', 'Field sampling')),
    button(languageTag() === 'en' ? '中文' : 'English', switchLanguage, { class: 'quiet' }),
  );

const form = (onsubmit: () => Promise<void>, ...children: (HTMLElement | string)[]): HTMLFormElement =>
  h(
    'form',
    {
      onsubmit: (event: Event) => {
        event.preventDefault();
        void onsubmit();
      },
    },
    ...children,
  );

const textInput = (type: string, autocomplete: string, more = {}): HTMLInputElement =>
  h('input', { type, autocomplete, required: true, ...more });
const submit = (label: string): HTMLButtonElement => h('button', { type: 'submit', class: 'main' }, label);

/** Signs in with the account of the office; gives nothing back before it has succeeded. */
export const askForAccount = (why: string, then: (account: Account) => void, back?: () => void): void => {
  const [login, password] = [textInput('text', 'username'), textInput('password', 'current-password')];
  const said = h('div');
  show(
    heading(),
    h('p', {}, why),
    said,
    form(
      async () => {
        const reply = await signIn(login.value.trim(), password.value);
        if (reply.kind === 'answer') {
          if (reply.value.permissions.includes('spot-checks.sample')) then(reply.value);
          else said.replaceChildren(tell(inWords('该账号没有现场抽样的权限', 'This account may not take samples')));
        } else if (reply.kind === 'refused') said.replaceChildren(tell(say(reply.text)));
        else said.replaceChildren(tell(inWords('没有网络，不能登录；请到有信号处再试', 'No network: signing in needs one; try where there is a signal'))); // prettier-ignore
      },
      labelled(inWords('账号', 'Account'), login, true).row,
      labelled(inWords('密码', 'Password'), password, true).row,
      submit(inWords('登录', 'Sign in')),
    ),
    back && button(inWords('返回', 'Back'), back, { class: 'quiet' }),
  );
};

const pinInput = (): HTMLInputElement =>
  textInput('password', 'off', { inputmode: 'numeric', minlength: 6, maxlength: 32 });

/** Has a PIN chosen, under which everything on the phone is encrypted. */
export const askForNewPin = (account: Account, then: (vault: Vault) => void): void => {
  const [pin, again] = [pinInput(), pinInput()];
  const said = h('div');
  show(
    heading(),
    h('p', {}, inWords('请设置本机口令（至少6位）。手机上的资料用它加密，没有网络时也用它打开；忘记后手机上未发送的资料无法恢复。', 'Set a PIN of at least 6 digits. What is kept on this phone is encrypted with it and opened with it without a network. Without it, unsent data on the phone can’t be recovered.')), // prettier-ignore
    said,
    form(
      async () => {
        if (pin.value.length < 6) return said.replaceChildren(tell(inWords('口令至少6位', 'At least 6 digits')));
        if (pin.value !== again.value)
          return said.replaceChildren(tell(inWords('两次口令不一致', 'The two PINs differ')));
        then(await createVault(pin.value, account));
      },
      labelled(inWords('本机口令', 'PIN'), pin, true).row,
      labelled(inWords('再输一次', 'Once more'), again, true).row,
      submit(inWords('设置口令', 'Set the PIN')),
    ),
  );
};

const storedLock = (): PinLock =>
  JSON.parse(localStorage.getItem('zhijian.field.lock') ?? JSON.stringify(free)) as PinLock;
const storeLock = (lock: PinLock): void => localStorage.setItem('zhijian.field.lock', JSON.stringify(lock));

/** Asks for the PIN; without a network too. */
export const askForPin = (loginName: string, then: (vault: Vault) => void, forget: () => void): void => {
  const pin = pinInput();
  const said = h('div');
  const locked = (): boolean => {
    const lock = storedLock();
    if (!isLocked(lock, Date.now())) return false;
    const minutes = minutesLeft(lock, Date.now());
    said.replaceChildren(tell(inWords(`口令输错次数过多，请${minutes}分钟后再试；手机上的资料没有丢失`, `Too many wrong PINs; try again in ${minutes} minutes. Nothing on the phone is lost`))); // prettier-ignore
    return true;
  };
  show(
    heading(),
    h('p', {}, inWords(`本机资料属于：${loginName}`, `Data on this phone belong to ${loginName}`)),
    said,
    form(
      async () => {
        if (locked()) return;
        const vault = await openVault(pin.value);
        if (vault) {
          storeLock(free);
          return then(vault);
        }
        storeLock(fail(storedLock(), Date.now()));
        pin.value = '';
        if (!locked()) said.replaceChildren(tell(inWords('口令不正确', 'The PIN is not correct')));
      },
      labelled(inWords('本机口令', 'PIN'), pin, true).row,
      submit(inWords('打开', 'Open')),
    ),
    button(
      inWords('忘记口令，删除本机资料后重新登录', 'Forgot the PIN: delete what is on this phone and sign in anew'),
      () => {
        const sure = globalThis.confirm(inWords('手机上未发送的资料将永久丢失，确定删除？', 'What was not sent from this phone will be lost for good. Delete it?')); // prettier-ignore
        if (sure) forget();
      },
      { class: 'quiet' },
    ),
  );
  pin.focus();
  locked();
};
