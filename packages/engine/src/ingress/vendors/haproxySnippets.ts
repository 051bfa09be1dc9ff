import type { Doubt } from '../vendorDescription';

// Rules that set the Host, and servers or TLS of its own: docs.haproxy.org/3.2/configuration.html.
const telling =
  /^\s*(http-request\s+(set|replace)-header\s+host|(default-)?server|use-server)\s/im;

/** Whether configuration of HAProxy's own may change what is dialled, or with which Host. */
function changesDial(snippet: string): boolean {
  return telling.test(snippet);
}

/** Doubts that HAProxy configuration of its own raises: the Host is unknown where it says of that. */
export function haproxySnippetDoubts(
  annotation: string,
  places: readonly NonNullable<Doubt['on']>[],
): readonly Doubt[] {
  return places.flatMap(on => [
    {
      annotation,
      on,
      when: (value: string) => !changesDial(value),
      text: 'is HAProxy configuration of its own, which is not analysed',
    },
    {
      annotation,
      on,
      when: changesDial,
      text: 'is HAProxy configuration that may change the Host or the servers: what becomes of that is not known here',
      hidesHost: true,
    },
  ]);
}

/** A header that HAProxy puts before what it sends, which no proxy of the mesh reads as such. */
export function proxyProtocolDoubts(
  annotation: string,
  places: readonly NonNullable<Doubt['on']>[],
): readonly Doubt[] {
  return places.map(on => ({
    annotation,
    on,
    when: (value: string) => /^(proxy-)?v[12]/i.test(value),
    text: 'puts a PROXY protocol header before what is sent: what becomes of that is not known here',
    hidesHost: true,
  }));
}
