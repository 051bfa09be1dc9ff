const trues: readonly (string | undefined)[] = [
  '1',
  't',
  'T',
  'true',
  'TRUE',
  'True',
];

/** Whether a label or an annotation says yes, as Go's strconv.ParseBool reads it. */
export function saysTrue(text: string | undefined): boolean {
  return trues.includes(text);
}
