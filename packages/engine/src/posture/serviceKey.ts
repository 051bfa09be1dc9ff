/** Names a Service. */
export interface ServiceKey {
  readonly namespace: string;
  readonly name: string;
}
