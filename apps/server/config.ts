import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ok, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { DeliverySettings } from '#platform/delivery/index.ts';
import type { PaperSettings } from '#platform/documents/index.ts';

/** How a program is told to run: flags of the command line over the environment over what is usual. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** `postgres://…`; absent: the embedded server. */
  readonly databaseUrl?: string | undefined;
  readonly dataDirectory: string;
  readonly mode?: 'evaluation' | 'live' | undefined;
  readonly province?: string | undefined;
  readonly lawProfile?: 'notice' | 'current' | undefined;
  readonly trustProxy?: string | undefined;
  readonly metricsToken?: string | undefined;
  /** Absent: `info`; in a terminal where the program is only tried, `warn`, so that the welcome stays in sight. */
  readonly logLevel?: string | undefined;
  /** Most bytes of one uploaded file. */
  readonly fileLimit?: number | undefined;
  /** Fonts of the papers, and the address that their codes lead to. */
  readonly papers?: PaperSettings | undefined;
  /** Mail server and webhooks. */
  readonly delivery?: DeliverySettings | undefined;
}

/** What the command line may say. */
export interface Flags {
  readonly data?: string | undefined;
  readonly port?: string | undefined;
  readonly host?: string | undefined;
}

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const variables = {
  PORT: {
    schema: optional(z.coerce.number().int().min(0).max(65_535)),
    words: pair('应为 0 至 65535 的整数', 'must be a whole number from 0 to 65535'),
  },
  HOST: { schema: optional(z.string()), words: pair('应为网络地址', 'must be a network address') },
  DATABASE_URL: {
    schema: optional(z.string().regex(/^postgres(ql)?:\/\//)),
    words: pair('应形如 postgres://用户@主机/数据库', 'must look like postgres://user@host/database'),
  },
  ZHIJIAN_DATA: { schema: optional(z.string()), words: pair('应为目录', 'must be a directory') },
  ZHIJIAN_MODE: {
    schema: optional(z.enum(['evaluation', 'live'])),
    words: pair('应为 evaluation 或 live', 'must be evaluation or live'),
  },
  ZHIJIAN_PROVINCE: {
    schema: optional(z.string().regex(/^[1-9]\d0000$/)),
    words: pair('应为省级行政区划代码，例如 440000', 'must be the code of a province, for example 440000'),
  },
  ZHIJIAN_LAW: {
    schema: optional(z.enum(['notice', 'current'])),
    words: pair('应为 notice 或 current', 'must be notice or current'),
  },
  ZHIJIAN_TRUST_PROXY: {
    schema: optional(z.string()),
    words: pair('应为地址或 loopback', 'must be addresses or loopback'),
  },
  ZHIJIAN_METRICS_TOKEN: {
    schema: optional(z.string().min(16)),
    words: pair('至少 16 个字符', 'must have at least 16 characters'),
  },
  ZHIJIAN_LOG: {
    schema: optional(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])),
    words: pair('应为 trace、debug、info、warn、error 或 silent', 'must be trace, debug, info, warn, error or silent'),
  },
  ZHIJIAN_FILE_LIMIT_MB: {
    schema: optional(z.coerce.number().int().min(1)),
    words: pair('应为正整数', 'must be a positive whole number'),
  },
  ZHIJIAN_FONT: { schema: optional(z.string()), words: pair('应为字体文件', 'must be a font file') },
  ZHIJIAN_FONT_TITLE: { schema: optional(z.string()), words: pair('应为字体文件', 'must be a font file') },
  ZHIJIAN_PUBLIC_URL: {
    schema: optional(z.url({ protocol: /^https?$/ })),
    words: pair('应形如 https://域名', 'must look like https://host'),
  },
  ZHIJIAN_SMTP_URL: {
    schema: optional(z.url({ protocol: /^smtps?$/ })),
    words: pair('应形如 smtp://用户:密码@主机:587', 'must look like smtp://user:password@host:587'),
  },
  ZHIJIAN_MAIL_FROM: {
    schema: optional(z.email()),
    words: pair('应为邮箱地址', 'must be a mail address'),
  },
  ZHIJIAN_MAIL_PER_MINUTE: {
    schema: optional(z.coerce.number().int().min(1)),
    words: pair('应为正整数', 'must be a positive whole number'),
  },
  ZHIJIAN_WEBHOOK_PRIVATE: {
    schema: optional(z.enum(['allow', 'refuse'])),
    words: pair('应为 allow 或 refuse', 'must be allow or refuse'),
  },
} as const;

type Variables = { readonly [Name in keyof typeof variables]: z.output<(typeof variables)[Name]['schema']> };

/** `data` beside the program, wherever it is called from. */
const usualData = fileURLToPath(new URL('../../data', import.meta.url));

/** Reads the configuration; the refusal names every variable that is wrong. */
export const readConfig = (
  environment: Readonly<Record<string, string | undefined>>,
  flags: Flags = {},
): Result<Config> => {
  const given: Readonly<Record<string, string | undefined>> = {
    ...environment,
    ...(flags.port === undefined ? {} : { PORT: flags.port }),
    ...(flags.host === undefined ? {} : { HOST: flags.host }),
  };
  const wrong: Record<string, TextPair> = {};
  const read: Record<string, unknown> = {};
  for (const [name, { schema, words }] of Object.entries(variables)) {
    const parsed = schema.safeParse(given[name]);
    if (parsed.success) read[name] = parsed.data;
    else wrong[name] = words;
  }
  if (read['ZHIJIAN_SMTP_URL'] !== undefined && read['ZHIJIAN_MAIL_FROM'] === undefined)
    wrong['ZHIJIAN_MAIL_FROM'] ??= pair('设置邮件服务器时须填写发件邮箱', 'is needed where a mail server is set');
  if (Object.keys(wrong).length > 0) return refuseFields(wrong);
  const values = read as Variables;
  return ok({
    host: values.HOST ?? '127.0.0.1',
    port: values.PORT ?? 8200,
    databaseUrl: values.DATABASE_URL,
    dataDirectory: resolve(flags.data ?? values.ZHIJIAN_DATA ?? usualData),
    mode: values.ZHIJIAN_MODE,
    province: values.ZHIJIAN_PROVINCE,
    lawProfile: values.ZHIJIAN_LAW,
    trustProxy: values.ZHIJIAN_TRUST_PROXY,
    metricsToken: values.ZHIJIAN_METRICS_TOKEN,
    logLevel: values.ZHIJIAN_LOG,
    fileLimit: values.ZHIJIAN_FILE_LIMIT_MB === undefined ? undefined : values.ZHIJIAN_FILE_LIMIT_MB * 1024 * 1024,
    papers: {
      bodyFont: values.ZHIJIAN_FONT,
      titleFont: values.ZHIJIAN_FONT_TITLE,
      publicAddress: values.ZHIJIAN_PUBLIC_URL ?? `http://127.0.0.1:${values.PORT ?? 8200}`,
    },
    delivery: {
      mail:
        values.ZHIJIAN_SMTP_URL === undefined
          ? undefined
          : {
              server: values.ZHIJIAN_SMTP_URL,
              from: values.ZHIJIAN_MAIL_FROM ?? '',
              perMinute: values.ZHIJIAN_MAIL_PER_MINUTE ?? 120,
            },
      privateWebhooks: values.ZHIJIAN_WEBHOOK_PRIVATE === 'allow',
    },
  });
};
