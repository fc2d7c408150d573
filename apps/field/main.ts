import './field.css';
import { tally } from '#regimes/spot-checks/visits/field/outbox.ts';
import { type Desk, openDesk } from './desk.ts';
import { h, inWords, languageTag, showStatus } from './dom.ts';
import { askForAccount, askForNewPin, askForPin } from './screens/entrance.ts';
import { showList, showMessages } from './screens/list.ts';
import { showSheet } from './screens/sheet.ts';
import { showVisit } from './screens/visit.ts';
import { findOwner, type Vault } from './vault.ts';

const setUp = (): void =>
  askForAccount(
    inWords(
      '首次使用请在有网络时登录，下载任务后可离线使用。',
      'Sign in once with a network; after downloading, no network is needed.',
    ),
    (account) =>
      // prettier-ignore
      askForNewPin(account, (vault) => void open(vault)),
  );

const status = (desk: Desk): void => {
  const { saved, sent } = tally(desk.outbox());
  const network = navigator.onLine && desk.connection() !== 'away';
  showStatus(
    h('span', { class: network ? 'dot on' : 'dot off' }),
    network ? inWords('有网络', 'Online') : inWords('无网络', 'Offline'),
    ' · ',
    inWords(`手机上已保存 ${saved} 条，已发送 ${sent} 条`, `${saved} saved on the phone, ${sent} sent`),
  );
};

const open = async (vault: Vault): Promise<void> => {
  // The list is drawn anew when something changes; a form that is being filled in is left alone.
  let redraw: () => void = () => undefined;
  const desk = await openDesk(vault, () => {
    status(desk);
    redraw();
  });
  const list = (): void => {
    redraw = drawList;
    drawList();
  };
  const drawList = (): void =>
    showList(desk, {
      visit: ({ id }) => visit(id),
      messages: () => {
        redraw = () => showMessages(desk, list);
        redraw();
      },
      signIn: () => {
        redraw = () => undefined;
        askForAccount(
          inWords('请用本人账号登录后发送。', 'Sign in with your own account to send.'),
          () => {
            list();
            void desk.send().then(() => desk.refresh());
          },
          list,
        );
      },
    });
  const visit = (id: number): void => {
    redraw = () => undefined;
    const found = desk.visits().find((one) => one.id === id);
    if (!found) return list();
    const again = (): void => visit(id);
    showVisit(desk, found, {
      back: list,
      again,
      sheet: (correcting) => void showSheet(desk, found, correcting, again),
    });
  };
  list();
  status(desk);
  const tryNow = (): void => {
    status(desk);
    void desk.send();
  };
  globalThis.addEventListener('online', tryNow);
  globalThis.addEventListener('offline', () => status(desk));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') tryNow();
  });
  setInterval(tryNow, 30_000);
  await desk.send();
  await desk.refresh();
};

document.documentElement.lang = languageTag();
// The last font, for machines without a Chinese one: asked for behind the page, so that nothing waits for it.
document.head.append(h('link', { rel: 'stylesheet', href: '/fonts/index.css' }));
void navigator.serviceWorker?.register('/field/service-worker.js', { scope: '/field/' });
const owner = await findOwner();
if (owner === undefined) setUp();
else askForPin(owner, (vault) => void open(vault), setUp);
