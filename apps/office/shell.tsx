import { MenuOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Drawer, Dropdown, Input, Layout, Menu } from 'antd';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { Suspense, useState, type ReactNode } from 'react';
import { useSession, useSpeech, type MenuSection, type OfficePage } from '#platform/office/index.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { useSignOut } from './session.ts';
import { firstPageOf, pages } from './rooms.ts';
import { SearchBox } from './search-box.tsx';

const sections: Readonly<Record<Exclude<MenuSection, 'person'>, TextPair>> = {
  workbench: { zh: '工作台', en: 'Workbench' },
  laboratory: { zh: '检验', en: 'Testing' },
  'spot-checks': { zh: '抽查', en: 'Spot checks' },
  results: { zh: '结果', en: 'Results' },
  'follow-up': { zh: '后处理', en: 'Follow-up' },
  licences: { zh: '许可证', en: 'Licences' },
  publication: { zh: '公布', en: 'Publication' },
  files: { zh: '档案', en: 'Files' },
  reference: { zh: '规则', en: 'Rules' },
  administration: { zh: '管理', en: 'Administration' },
};
const inMenu = Object.keys(sections) as (keyof typeof sections)[];

/** Pages that the menu offers to whoever has these permissions. */
const offeredTo = (permissions: readonly string[]): readonly OfficePage[] =>
  pages.filter(({ path, menu, permission }) =>
    menu === undefined || (path === '/' && firstPageOf(permissions) !== '/')
      ? false
      : [permission, menu.permission].every((needed) => needed === undefined || permissions.includes(needed)),
  );

/** With so few pages everything stands open, and nothing needs to be looked for. */
const fewPages = 12;
const memory = 'zhijian.menu';

const remembered = (): readonly string[] => (localStorage.getItem(memory) ?? '').split(' ').filter((key) => key !== '');

/** The menu by work; a role sees what it can use. The part one works in is open; which others are, is remembered. */
const OfficeMenu = ({ onGo }: { readonly onGo?: () => void }) => {
  const { say } = useSpeech();
  const { permissions } = useSession();
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname.replace(/^\/office/, '') || '/' });
  const [words, look] = useState('');
  const [open, setOpen] = useState(remembered);
  const offered = offeredTo(permissions).filter(({ menu }) => menu?.section !== 'person');
  const here = offered.filter(
    ({ path: candidate }) => path === candidate || (candidate !== '/' && path.startsWith(`${candidate}/`)),
  );
  const section = here.at(-1)?.menu?.section;
  const [last, setLast] = useState<MenuSection>();
  if (section !== undefined && section !== last) {
    setLast(section);
    if (!open.includes(section)) setOpen([...open, section]);
  }
  const wanted = words.trim().toLowerCase();
  const found =
    wanted === '' ? offered : offered.filter(({ title }) => `${title.zh} ${title.en}`.toLowerCase().includes(wanted));
  const few = offered.length <= fewPages;
  const go = (to: string) => {
    look('');
    onGo?.();
    void navigate({ to });
  };
  const items = inMenu.flatMap((each) => {
    const own = found
      .filter((page) => page.menu?.section === each)
      .toSorted((a, b) => (a.menu?.order ?? 0) - (b.menu?.order ?? 0));
    if (own.length === 0) return [];
    const entries = own.map((page) => ({ key: page.path, label: say(page.title) }));
    const label = say(sections[each]);
    if (each === 'workbench') return entries;
    return few || wanted !== ''
      ? [{ key: each, type: 'group' as const, label, children: entries }]
      : [{ key: each, label, children: entries }];
  });
  return (
    <nav aria-label={say({ zh: '主菜单', en: 'Main menu' })}>
      {!few && (
        <Input
          className="office-find-page"
          size="small"
          allowClear
          value={words}
          aria-label={say({ zh: '查找页面', en: 'Find a page' })}
          placeholder={say({ zh: '查找页面', en: 'Find a page' })}
          onChange={(event) => look(event.target.value)}
          onPressEnter={() => {
            const first = found[0];
            if (wanted !== '' && first) go(first.path);
          }}
        />
      )}
      {found.length === 0 && (
        <p className="quiet office-find-page">{say({ zh: '没有这样的页面', en: 'No such page' })}</p>
      )}
      <Menu
        mode="inline"
        inlineIndent={16}
        items={items}
        openKeys={[...open]}
        onOpenChange={(keys: string[]) => {
          setOpen(keys);
          localStorage.setItem(memory, keys.join(' '));
        }}
        selectedKeys={here.map((page) => page.path)}
        onClick={({ key }) => go(key)}
      />
    </nav>
  );
};

/** Frame of the office: header with search, menu to the left (behind a button on a phone), the page. */
export const Shell = ({ children }: { readonly children: ReactNode }) => {
  const { say, language, setLanguage } = useSpeech();
  const session = useSession();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  return (
    <Layout>
      <a className="skip" href="#content">
        {say({ zh: '跳到正文', en: 'Skip to the content' })}
      </a>
      <Layout.Header className="office-header">
        <Button
          type="text"
          className="office-menu-button"
          icon={<MenuOutlined />}
          aria-label={say({ zh: '打开菜单', en: 'Open the menu' })}
          onClick={() => setOpen(true)}
        />
        <div className="office-brand">
          <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
            <rect width="32" height="32" rx="7" fill="#fff" />
            <path
              d="M9 16.5l5 5 9.5-11"
              fill="none"
              stroke="#0b5f63"
              strokeWidth="3.4"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
          <span>{say({ zh: '质监', en: 'Zhijian' })}</span>
        </div>
        <SearchBox />
        <div className="spacer" />
        <Button
          type="text"
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
          lang={language === 'zh' ? 'en' : 'zh-CN'}
        >
          {language === 'zh' ? 'English' : '中文'}
        </Button>
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'roles', disabled: true, label: `${session.name} · ${session.roles.join('、')}` },
              ...offeredTo(session.permissions)
                .filter(({ menu }) => menu?.section === 'person')
                .map(({ path, title }) => ({
                  key: path,
                  label: say(title),
                  onClick: () => void navigate({ to: path }),
                })),
              { key: 'out', label: say({ zh: '退出', en: 'Sign out' }), onClick: () => void signOut() },
            ],
          }}
        >
          <Button type="text" icon={<UserOutlined aria-hidden />} aria-label={session.name}>
            <span className="office-name">{session.name}</span>
          </Button>
        </Dropdown>
      </Layout.Header>
      <Layout>
        <Layout.Sider width={176} theme="light" className="office-sider">
          <OfficeMenu />
        </Layout.Sider>
        <Layout.Content className="office-content" id="content">
          <Suspense fallback={null}>{children}</Suspense>
        </Layout.Content>
      </Layout>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="left"
        size={260}
        title={say({ zh: '菜单', en: 'Menu' })}
      >
        <OfficeMenu onGo={() => setOpen(false)} />
      </Drawer>
    </Layout>
  );
};
