// What the table says and no connection can ask.

export interface NotAsked {
  readonly row: number;
  /** All of the row, or the part that is missing. */
  readonly part: string;
  readonly reason: string;
}

export const notAsked: readonly NotAsked[] = [
  {
    row: 45,
    part: 'the source address that the load balancer sees',
    reason:
      'An arrival names the pod it ends at, not the address it seems to come from.',
  },
  {
    row: 60,
    part: 'MUTUAL with certificates of the user',
    reason:
      'A connection to a gateway with `tls` has whatever certificate the gateway asks for, which is in Secrets that are not read.',
  },
  {
    row: 72,
    part: 'whether the injector rewrote the probe',
    reason:
      'The rewritten probe stands in the pod that runs; which port it is for is asked, how it came about is not.',
  },
];
