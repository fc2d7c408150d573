import type { CatalogueEntry } from './entry.ts';

/** The machine underneath. */
export const machineRefusals = {
  'database-unavailable': {
    status: 503,
    zh: '数据库暂时无法连接，已提交的内容不受影响，请稍后再试',
    en: 'The database cannot be reached for the moment; what was saved is safe, please try again later',
  },
  'disk-full': {
    status: 507,
    zh: '磁盘空间不足，本次操作没有保存，已有数据不受影响；请通知管理员',
    en: 'The disk is full; this act was not saved, existing data is safe. Please tell the administrator',
  },
  'shutting-down': {
    status: 503,
    zh: '系统正在停止服务，请稍后再试',
    en: 'The system is shutting down; please try again later',
  },
  unexpected: {
    status: 500,
    zh: '系统出现意外错误，本次操作没有保存；请记下编号 {trace} 告知管理员',
    en: 'Something unexpected went wrong and this act was not saved; please give the number {trace} to the administrator',
  },
  'deployment-differs': {
    status: 409,
    zh: '该数据库按“{recorded}”建立，不能以 {variable}={wanted} 打开；请去掉该设置，或另用一个数据目录或数据库',
    en: 'This database was set up as “{recorded}” and cannot be opened with {variable}={wanted}; leave the setting out, or use another data directory or database',
  },
  'port-in-use': {
    status: 409,
    zh: '端口 {port} 已被其他程序占用，请用 PORT 指定另一个端口',
    en: 'Port {port} is in use by another program; choose another with PORT',
  },
  'address-unusable': {
    status: 409,
    zh: '不能在 {host}:{port} 上提供服务：地址不属于本机，或该端口需要更高权限；请用 HOST 和 PORT 指定其他地址、端口',
    en: 'It is not possible to serve at {host}:{port}: the address is not one of this machine, or the port needs higher rights; choose others with HOST and PORT',
  },
} as const satisfies Record<string, CatalogueEntry>;
