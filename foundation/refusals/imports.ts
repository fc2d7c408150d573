import type { CatalogueEntry } from './entry.ts';

/** Imports and the acts upon them. */
export const importsRefusals = {
  'import-running': {
    status: 409,
    zh: '导入正在进行，请等待其完成或先取消',
    en: 'The import is under way; wait for its end or cancel it first',
  },
  'import-already-done': {
    status: 409,
    zh: '该导入已完成',
    en: 'The import is already complete',
  },
  'import-not-running': {
    status: 409,
    zh: '该导入没有在进行',
    en: 'The import is not under way',
  },
  'import-withdrawn': {
    status: 409,
    zh: '该导入已撤回',
    en: 'The import has been withdrawn',
  },
  'import-cancelled': {
    status: 409,
    zh: '该导入已取消，没有留下任何数据',
    en: 'The import was cancelled; it left no data',
  },
  'import-not-resumable': {
    status: 409,
    zh: '该导入不能继续，请重新上传文件；没有留下任何数据',
    en: 'The import cannot be resumed; send the file again. It left no data',
  },
  'import-failed': {
    status: 500,
    zh: '导入未能完成，没有留下任何数据，文件仍保留，可以重新开始；如再次失败请告知管理员',
    en: 'The import could not be completed and left no data; its files are kept and it can be started again. If it fails again, please tell the administrator',
  },
  'publication-unknown': {
    status: 422,
    zh: '表中没有写明{what}，请在导入时填写',
    en: 'The table does not say {what}; give it when importing',
  },
  'table-kind-not-imported': {
    status: 422,
    zh: '“{kind}”由抽查结果推算得出，不作为结果导入，请导入相应的抽查结果表',
    en: 'A table of the kind “{kind}” is derived from results and is not imported; import the tables of results instead',
  },
  'reason-required': {
    status: 422,
    zh: '请写明理由',
    en: 'Please give a reason',
  },
} as const satisfies Record<string, CatalogueEntry>;
