import { vendors, type VendorDescription } from '@ingress-posture/engine';
import { Look, paragraph } from './paragraph';

/** A setting of a vendor as data: its default, and what changes it, in order of precedence. */
interface DescribedSetting {
  readonly default: string;
  readonly inferred: boolean;
  readonly source: string;
  readonly switches: readonly {
    readonly on: string;
    readonly key: string;
    readonly source: string;
  }[];
}

/** A vendor as plain data: what of its description is not code. */
export function describeVendor(vendor: VendorDescription) {
  const { id, title, placement, classControllers, classNames } = vendor;
  const { pods, gatewayApi, statusWhenRefused, endOfLife } = vendor;
  const backend = settingOf(vendor.backend, backendWord);
  return {
    id,
    title,
    placement,
    classControllers,
    classNames,
    ...(pods && { pods: { labels: pods.labels, images: pods.images } }),
    addressing: settingOf(vendor.addressing, String),
    host: settingOf(vendor.host, hostWord),
    backend,
    ...(gatewayApi && {
      gatewayApi: {
        controllers: gatewayApi.controllers,
        routes: gatewayApi.routes,
        source: gatewayApi.source,
      },
    }),
    statusWhenRefused,
    ...(endOfLife && { endOfLife }),
  };
}

function settingOf<Effect>(
  setting: Omit<DescribedSetting, 'default' | 'inferred'> & {
    readonly default: Effect;
    readonly inferred?: boolean;
  },
  word: (effect: Effect) => string,
): DescribedSetting {
  const { inferred = false, source, switches } = setting;
  return {
    default: word(setting.default),
    inferred,
    source,
    switches: switches.map(one => ({
      on: one.on,
      key: one.key,
      source: one.source,
    })),
  };
}

function hostWord(host: VendorDescription['host']['default']): string {
  if (host === '') return 'none';
  if (host === null) return "the client's own";
  if (typeof host === 'string') return host;
  return host.of === 'address'
    ? 'what it dials'
    : 'a name made from the Service';
}

function backendWord({
  protocol,
  tls,
}: VendorDescription['backend']['default']): string {
  if (tls === 'edge') return `${protocol} over TLS of its own`;
  return tls === 'client' ? `${protocol}, TLS carried through` : protocol;
}

/** A line a vendor. */
export function printVendors(): string {
  const rows = vendors.map(one => [
    one.id,
    one.title,
    one.placement,
    String(one.addressing.default),
    one.endOfLife ? `ended ${one.endOfLife.date}` : '',
  ]);
  const all = [['VENDOR', 'NAME', 'PLACE', 'DIALS', 'END OF LIFE'], ...rows];
  const widths = all[0].map((_, column) =>
    Math.max(...all.map(row => row[column].length)),
  );
  return `${all
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
}

/** One vendor in detail. */
export function printVendor(vendor: VendorDescription, look: Look): string {
  const described = describeVendor(vendor);
  const { pods, gatewayApi, endOfLife } = described;
  const line = (text: string) => paragraph(text, 2, look);
  const named = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : line(`${what}: ${names.join(', ')}`);
  const blocks = [
    [
      `${vendor.title} (${vendor.id}), ${
        vendor.placement === 'cloud' ? 'outside the cluster' : 'in the cluster'
      }`,
      ...(endOfLife
        ? paragraph(
            `${endOfLife.text} Instead: ${endOfLife.successor}. (${endOfLife.source})`,
            0,
            look,
          )
        : []),
    ],
    [
      'Recognised by',
      ...named('controllers of IngressClasses', described.classControllers),
      ...named('kubernetes.io/ingress.class', described.classNames),
      ...named('controllers of GatewayClasses', gatewayApi?.controllers ?? []),
      ...named('images', pods?.images ?? []),
      ...named(
        'labels',
        (pods?.labels ?? []).map(labels =>
          Object.entries(labels)
            .map(([key, value]) => `${key}=${value}`)
            .join(' and '),
        ),
      ),
    ],
    printSetting('Dials', described.addressing, look),
    printSetting('Sends as Host', described.host, look),
    printSetting('Speaks to backends', described.backend, look),
    [
      ...paragraph(
        `When a backend refuses the connection, clients get ${described.statusWhenRefused}.`,
        0,
        look,
      ),
    ],
  ];
  return `${blocks
    .filter(block => block.length > 0)
    .map(block => block.join('\n'))
    .join('\n\n')}\n`;
}

function printSetting(
  title: string,
  setting: DescribedSetting,
  look: Look,
): readonly string[] {
  const { default: standard, inferred, source, switches } = setting;
  const deduced = inferred ? ', deduced' : '';
  return [
    ...paragraph(`${title}: ${standard} (${source}${deduced})`, 0, look),
    ...switches.flatMap(one =>
      paragraph(
        `unless ${one.on} ${one.key} says otherwise (${one.source})`,
        2,
        look,
      ),
    ),
  ];
}
