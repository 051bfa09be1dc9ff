import type { GridRow } from '../grid/gridTable';
import type { Dial } from '../dial/dial';
import type {
  BackendProtocol,
  GatewayApiSupport,
  HostSent,
  Setting,
  VendorDescription,
} from '../vendorDescription';
import { istioGateway } from '../vendors/istioGateway';
import { code, dashes, listing, markdownTable } from './markdown';
import { recognition } from './recognition';
import { settingSection } from './settingSection';
import { switchExamples } from './switchExamples';
import { addressingWords, backendWords, hostWords, serverWords } from './words';

/** The page of a vendor, from its description and the cases that are tested. */
export function vendorPage(
  descriptions: readonly VendorDescription[],
  cases: readonly GridRow[],
): string {
  const [vendor] = descriptions;
  const chapters = [
    `# ${capital(vendor.title)}`,
    '<!-- Written by `npm run vendor-pages` from the description of the vendor. -->',
    opening(vendor),
    ...endOfLife(vendor),
    ...(cases.length > 0
      ? ['## The ways to mTLS', waysToMtls(vendor, cases)]
      : []),
    ...descriptions.flatMap((one, at) => settings(one, at)),
    '## What is not read',
    notRead(descriptions),
    ...(cases.length > 0 ? ['## What was tried', tried(cases)] : []),
    '## Sources',
    sources(descriptions),
  ];
  return `${chapters.join('\n\n')}\n`;
}

function opening({
  placement,
  statusWhenRefused,
  clientTls,
}: VendorDescription) {
  const where =
    placement === 'cloud'
      ? 'A load balancer of the cloud: no sidecar can stand beside it, and it is in no mesh.'
      : 'Runs in the cluster, where its pods can be given a sidecar or be in ambient mode, unless they use the network of their node.';
  const tls =
    clientTls === 'always' ? ' Clients reach it over TLS always.' : '';
  return `${where}${tls} Where a workload refuses its connections, clients get ${statusWhenRefused}.`;
}

function endOfLife({ endOfLife: end }: VendorDescription): readonly string[] {
  if (!end) return [];
  return [
    `> **End of life, ${end.date}.** ${end.text} The way off it: ${end.successor}. Source: ${end.source}.`,
  ];
}

const edgeWords: Readonly<Record<GridRow['edge'], string>> = {
  outside: 'its pods outside the mesh: ',
  sidecar: 'its pods with a sidecar, inbound redirection off: ',
  ambient: 'its pods in ambient mode: ',
};

/** The cases in which what it sends gets to a STRICT workload as mTLS of the mesh. */
function waysToMtls(
  { placement }: VendorDescription,
  cases: readonly GridRow[],
): string {
  const ways = cases.filter(
    one =>
      one.strict === 'istio-mtls accepted' &&
      !one.switch.startsWith('the same'),
  );
  if (ways.length === 0) {
    return 'None of the settings that were tried makes what it sends arrive over Istio mTLS for certain. Put an Istio gateway behind it ([concepts](../concepts.md#integration-mode), mode `chained`), and let the gateway send to the workload.';
  }
  const items = ways.map(one => {
    const edge = placement === 'cloud' ? '' : edgeWords[one.edge];
    return edge + (one.switch === 'none' ? 'nothing to set' : one.switch);
  });
  return `In these cases what it sends arrives over Istio mTLS, at a STRICT workload too:\n\n${dashes(
    [...new Set(items)],
  )}`;
}

// Policies are code, and not data: what they do is told by the cases.
const ofPolicies =
  'Route objects and policies of its own can say otherwise: see [what was tried](#what-was-tried).';

function settings(vendor: VendorDescription, at: number): readonly string[] {
  const { gatewayApi, ingressPolicies, serverName } = vendor;
  const behind = at === 0 ? '' : ` (provider ${at + 1})`;
  const objects = ingressPolicies || gatewayApi?.policies ? ofPolicies : '';
  return [
    `## How it is recognised${behind}`,
    recognition(vendor),
    `## What it dials${behind}`,
    dials(vendor.addressing, objects),
    ...otherServices(vendor),
    `## Which Host it sends${behind}`,
    sends(vendor.host, objects),
    `## TLS towards the workload${behind}`,
    speaks(vendor.backend, objects),
    ...(serverName ? [asksFor(serverName)] : []),
    ...(gatewayApi
      ? [
          `## At Gateways of the Gateway API${behind}`,
          gatewaySettings(gatewayApi),
        ]
      : []),
  ];
}

function gatewaySettings({
  addressing,
  host,
  backend,
  policies,
  backendTlsPolicy,
}: GatewayApiSupport): string {
  const objects = policies ? ofPolicies : '';
  const parts = [
    addressing && dials(addressing, objects),
    host && sends(host, objects),
    backend && speaks(backend, objects),
    addressing && host && backend
      ? ''
      : 'All else is as above, but for annotations of Ingresses.',
    backendTlsPolicy
      ? 'A BackendTLSPolicy of the Gateway API makes it start TLS.'
      : 'BackendTLSPolicies of the Gateway API have no effect at it.',
  ];
  return parts.filter(Boolean).join('\n\n');
}

function dials(setting: Setting<Dial['addressing']>, objects: string): string {
  return settingSection(
    setting,
    'it dials',
    one => addressingWords[one],
    objects,
  );
}

function sends(setting: Setting<HostSent>, objects: string): string {
  return settingSection(setting, 'it sends', hostWords, objects);
}

function speaks(setting: Setting<BackendProtocol>, objects: string): string {
  return settingSection(setting, 'it speaks', backendWords, objects);
}

function asksFor(setting: Setting<HostSent>): string {
  return settingSection(setting, 'its TLS asks for', serverWords, '');
}

function otherServices({
  externalName,
  headless,
}: VendorDescription): readonly string[] {
  const external = {
    dropped: 'A route to an ExternalName Service is dropped.',
    port: 'Of an ExternalName Service it dials the name, at the port of the Service.',
    targetPort:
      'Of an ExternalName Service it dials the name, at the target port.',
  };
  const withoutAddress = {
    'drops-route': 'Told to dial a headless Service, it drops the route.',
    'writes-none':
      'Told to dial the address of a headless Service, it writes `None`: what becomes of that is unknown.',
  };
  return [
    externalName ? external[externalName] : '',
    headless ? withoutAddress[headless] : '',
  ].filter(Boolean);
}

function notRead(descriptions: readonly VendorDescription[]): string {
  const doubts = descriptions.flatMap(one => one.doubts ?? []);
  const items = doubts.map(
    ({ annotation, on, text, hidesHost }) =>
      `${code(annotation)}${
        on === 'config-map' ? ' of the ConfigMap' : ''
      } ${text}${hidesHost ? '; the Host is unknown then' : ''}`,
  );
  const general =
    'Files that the vendor is configured with, and plugins of its own, are not read: its defaults are assumed, and a verdict that leans on them says so.';
  if (items.length === 0) return general;
  const keys = doubts.some(({ on }) => on === 'config-map')
    ? ', or keys of its ConfigMap,'
    : '';
  return `Where one of these annotations${keys} is set, a verdict is \`inferred\` at most:\n\n${dashes(
    [...new Set(items)],
  )}\n\n${general}`;
}

function tried(cases: readonly GridRow[]): string {
  const rows = cases.map(one => [
    one.switch,
    one.edge,
    one.addressing,
    one.host,
    one.permissive,
    one.strict,
  ]);
  const head = ['set', 'edge', 'dials', 'Host', 'to PERMISSIVE', 'to STRICT'];
  return `Each row is a test of this repository. \`edge\` says how its pods are in the mesh, \`client\` is the client's own Host, \`none\`: there is no path, \`unread\`: a route that leads here, and whose edge is not known.\n\n${markdownTable(
    head,
    rows,
  )}`;
}

function sources(descriptions: readonly VendorDescription[]): string {
  const all = descriptions.flatMap(
    ({ addressing, host, backend, serverName, gatewayApi, endOfLife: end }) => [
      ...[
        addressing,
        host,
        backend,
        serverName,
        gatewayApi?.addressing,
        gatewayApi?.host,
        gatewayApi?.backend,
      ].flatMap(setting =>
        setting
          ? [setting.source, ...setting.switches.map(one => one.source)]
          : [],
      ),
      gatewayApi?.source,
      end?.source,
    ],
  );
  const named = all.filter((one): one is string => Boolean(one));
  return dashes([...new Set(named)].sort().map(code));
}

/** The index of all pages. */
export function vendorIndex(
  vendors: readonly VendorDescription[],
  casesOf: (id: string) => readonly GridRow[],
): string {
  const rows = idsOf(vendors).map(id => {
    const vendor = vendors.find(one => one.id === id) ?? vendors[0];
    const { title, placement, addressing, endOfLife: end } = vendor;
    return [
      `[${capital(title)}](${id}.md)`,
      code(id),
      placement === 'cloud' ? 'the cloud' : 'the cluster',
      listing(
        [
          addressing.default,
          ...addressing.switches.flatMap(one =>
            switchExamples(one, addressing.default).map(({ effect }) => effect),
          ),
        ].filter((one, at, every) => every.indexOf(one) === at),
        'or',
      ),
      wayOf(casesOf(id)),
      end?.date ?? '-',
    ];
  });
  return `${[
    '# Vendors',
    '<!-- Written by `npm run vendor-pages` from the descriptions of the vendors. -->',
    'What is known of each edge that can stand before a mesh: how it is recognised, what it dials, which Host it sends, whether it starts TLS, and by which settings what it sends arrives over Istio mTLS. Of Istio gateways nothing is told here: what they send is decided by the rules of the mesh.',
    markdownTable(
      [
        'vendor',
        'id',
        'runs in',
        'can dial',
        'to mTLS by settings',
        'end of life',
      ],
      rows,
    ),
  ].join('\n\n')}\n`;
}

function wayOf(cases: readonly GridRow[]): string {
  const reached = (strict: string) => cases.some(one => one.strict === strict);
  if (reached('istio-mtls accepted')) return 'yes';
  return reached('istio-mtls accepted (inferred)')
    ? 'yes, inferred'
    : 'through an Istio gateway';
}

/** Ids of all vendors that have a page. What Istio's gateways send is decided by rules of the mesh. */
export function idsOf(
  vendors: readonly VendorDescription[],
): readonly string[] {
  const ids = new Set(vendors.map(({ id }) => id));
  ids.delete(istioGateway.id);
  return [...ids].sort();
}

/** Names that begin with a small letter on purpose stay as they are. */
function capital(title: string): string {
  return title.startsWith('load ')
    ? title[0].toUpperCase() + title.slice(1)
    : title;
}
