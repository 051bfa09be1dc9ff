import { ConnectionFields, problemsOf } from './connectionFields';

/** Some fields of a connection, and what is wrong with them. */
export interface FieldsProps {
  readonly fields: ConnectionFields;
  readonly problems: ReturnType<typeof problemsOf>;
  readonly onChange: (change: Partial<ConnectionFields>) => void;
}

/** What the field of a name shows, and whom it tells. */
export function fieldProps(
  { fields, onChange }: FieldsProps,
  name: keyof ConnectionFields,
) {
  return {
    id: `connection-${name}`,
    variant: 'outlined' as const,
    size: 'small' as const,
    value: fields[name],
    onChange: ({ target }: { target: { value: string } }) =>
      onChange({ [name]: target.value }),
  };
}
