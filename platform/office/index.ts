export { ActButton } from './act-button.tsx';
export { ActWithReason } from './act-with-reason.tsx';
export { ActsBar, AskReason, EventTimeline, NextAct, type OfferedAct } from './acts.tsx';
export { addressOf, call, Problem, useAct, useApi, useReadingAgain, type CallInput } from './api.ts';
export { useAddress, useDataset, type Address } from './address.ts';
export { useBulk, wholeFilter } from './bulk.tsx';
export { narrowed } from './choices.ts';
export { DataList, type DataColumn } from './data-list.tsx';
export { DaysLeft } from './days-left.tsx';
export { DateField } from './date-field.tsx';
export { ExportMenu } from './export-menu.tsx';
export { ChoiceFilter, Filters, TextFilter } from './filters.tsx';
export { dayOfInstant, daysLeftWords, formatCount, formatDate, formatInstant, formatShare } from './format.ts';
export { FileField } from './file-field.tsx';
export { GroundsView } from './grounds.tsx';
export { ImportTable } from './import-table.tsx';
export { useList, useListFilter } from './list.ts';
export { LanguageProvider, Say, useSay, useSpeech, type Language } from './language.tsx';
export { PaperLinks, type LinkedPaper } from './paper-links.tsx';
export { Page, Section, type PageProps } from './page.tsx';
export { PlainTable } from './plain-table.tsx';
export { RemindButton } from './remind-button.tsx';
export { RegionNamesContext, useRegionName, type RegionNames } from './region-names.tsx';
export type {
  AccountBlock,
  AccountSlotProps,
  EnterpriseSlotProps,
  MenuSection,
  OfficePage,
  OfficeRoom,
  TimelineEntry,
  TimelineHook,
} from './room.ts';
export { saveCsv } from './save-csv.ts';
export { ServiceForm } from './service-form.tsx';
export { StateTabs, useStateFilter } from './state-tabs.tsx';
export { SessionContext, useMay, useReach, useSession, type OfficeSession } from './session.tsx';
export { UnderReview } from './under-review.tsx';
export { valueInWords } from './value-in-words.ts';
export { Loaded, Loading, NoPermission, Nothing, ProblemNotice } from './states.tsx';
export { type Evidence, EvidenceField, EvidenceList } from './evidence.tsx';
export { placeWords } from './place-words.ts';
export { PlacePicker, PlacePickerContext, type PlacePickerProps } from './place-picker.ts';
