/** A choice among many: typing narrows it to the labels that contain what is typed. Spread into antd's Select. */
export const narrowed = {
  showSearch: {
    filterOption: (typed: string, option?: { readonly label: string }): boolean =>
      option?.label.includes(typed.trim()) === true,
  },
} as const;
