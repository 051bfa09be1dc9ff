/** What strconv.ParseBool of Go takes for true. */
export const goTrue: ReadonlySet<string> = new Set([
  '1',
  't',
  'T',
  'TRUE',
  'true',
  'True',
]);

/** What it takes for false; of anything else it makes an error. */
export const goFalse: ReadonlySet<string> = new Set([
  '0',
  'f',
  'F',
  'FALSE',
  'false',
  'False',
]);
