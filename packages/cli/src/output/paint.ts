import type { MtlsPosture, Severity } from '@ingress-posture/engine';
import { styleText } from 'node:util';

type Colour = Parameters<typeof styleText>[0];

// The word is always there as well: colour only helps to find it.
const colours: Readonly<Record<MtlsPosture | Severity, Colour>> = {
  rejected: 'red',
  plaintext: 'yellow',
  unmeshed: 'yellow',
  'app-tls': 'blue',
  permissive: 'cyan',
  enforced: 'green',
  unknown: 'gray',
  error: 'red',
  warning: 'yellow',
  info: 'blue',
};

/** A posture or severity in its colour, or `shown` (it, padded for example) in that colour. */
export function paint(
  value: MtlsPosture | Severity,
  enabled: boolean,
  shown: string = value,
): string {
  if (!enabled) return shown;
  return styleText(colours[value], shown, { validateStream: false });
}
