import type { ThemeConfig } from 'antd';

/** Calm and official: deep blue-green, one accent; yellow and red are kept for the cards. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0b5f63',
    colorLink: '#0b5f63',
    colorLinkHover: '#084b4e',
    colorInfo: '#0b5f63',
    colorInfoBg: '#eef5f4',
    colorInfoBorder: '#9fc4c4',
    // Dark enough for words on white: the library's own red and green are not.
    colorError: '#b3261e',
    green6: '#1c6b3a',
    red6: '#b3261e',
    volcano6: '#9a3412',
    colorText: '#16302f',
    colorTextDescription: '#51615f',
    colorTextPlaceholder: '#5d6d6b',
    colorTextDisabled: '#6a7876',
    borderRadius: 4,
    fontSize: 14,
    fontFamily:
      '-apple-system, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC Variable", sans-serif',
    motion: false,
  },
  components: {
    Layout: { headerBg: '#0b5f63', siderBg: '#ffffff' },
    Descriptions: { labelColor: '#51615f' },
    Table: { headerBg: '#eef5f4' },
    Menu: {
      itemHeight: 30,
      itemMarginBlock: 1,
      groupTitleLineHeight: 1.3,
      itemSelectedBg: '#dcecec',
      itemSelectedColor: '#063a3c',
      groupTitleColor: '#51615f',
    },
  },
};
