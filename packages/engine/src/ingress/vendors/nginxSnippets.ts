import type { Doubt } from '../vendorDescription';

// What a piece of nginx configuration says of the Host that is sent, of TLS towards backends, or of whom nginx dials.
const telling =
  /(proxy|grpc)_set_header\s+["']?host\b|more_set_input_headers\b[^;]*["'\s]host\s*:|(proxy|grpc)_(ssl_(server_)?name|ssl_certificate\w*|pass)\s/i;

/** Whether configuration of nginx's own may change what is dialled, or with which Host or server name. */
export function changesDial(snippet: string): boolean {
  return telling.test(snippet);
}

/** Doubts that annotations with nginx configuration raise: what is dialled is unknown where one says of that. */
export function snippetDoubts(
  annotations: readonly string[],
  on: NonNullable<Doubt['on']> = 'route',
): readonly Doubt[] {
  return annotations.flatMap(annotation => [
    {
      annotation,
      on,
      when: (value: string) => !changesDial(value),
      text: 'is nginx configuration of its own, which is not analysed',
    },
    {
      annotation,
      on,
      when: changesDial,
      text: 'is nginx configuration that may change the Host, the TLS or the address of what is dialled: what becomes of that is not known here',
      hidesHost: true,
    },
  ]);
}
