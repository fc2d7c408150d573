import { pair } from '#foundation/text-pair.ts';
import type { JournalWords } from '#platform/manifest.ts';

/** What the journal says of messages and of how they are sent. */
export const journalWords: JournalWords = {
  acts: {
    'delivery.read': pair('阅读通知', 'Read a message'),
    'delivery.acknowledge': pair('签收通知', 'Gave the receipt of a message'),
    'delivery.answer': pair('反馈通知', 'Answered a message'),
    'delivery.chase': pair('催办通知', 'Reminded the recipient of a message'),
    'delivery.create-endpoint': pair('登记推送地址', 'Entered a webhook endpoint'),
    'delivery.start-endpoint': pair('恢复推送地址', 'Started an endpoint again'),
    'delivery.close-endpoint': pair('停用推送地址', 'Closed an endpoint'),
    'delivery.new-secret': pair('更换推送签名密钥', 'Gave an endpoint a new key'),
    'delivery.send-again': pair('重新投递', 'Sent again'),
    'delivery.want-address': pair('登记通知邮箱', 'Entered an address for notices'),
    'delivery.confirm-address': pair('确认通知邮箱', 'Proved an address for notices'),
    'delivery.remove-address': pair('取消通知邮箱', 'Removed the address for notices'),
  },
  subjects: {
    message: { name: pair('通知', 'Message'), link: '/inbox/$id' },
    endpoint: { name: pair('推送地址', 'Endpoint'), link: '/deliveries' },
    mail: { name: pair('邮件', 'Mail'), link: '/deliveries' },
    post: { name: pair('推送', 'Post'), link: '/deliveries' },
  },
};
