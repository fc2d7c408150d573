import { createContext, use, type ReactNode } from 'react';

export interface PlacePickerProps {
  readonly kind: 'division' | 'laboratory' | 'enterprise' | 'certifier';
  /** The place as a grant writes it: `440600`, `laboratory/17`, `enterprise/33`, `certifier/5`. */
  readonly value?: string;
  readonly onChange?: (place: string | undefined) => void;
  readonly id?: string;
}

/** The registers are no part of the platform: the office hangs in what searches them. */
export const PlacePickerContext = createContext<(props: PlacePickerProps) => ReactNode>(() => null);

/** Finds a division, a laboratory, an enterprise or a certification body by its name. */
export const PlacePicker = (props: PlacePickerProps) => use(PlacePickerContext)(props);
