// What AS3 declarations of F5 BIG-IP say of a pool: clouddocs.f5.com/products/extensions/f5-appsvcs-extension (schema reference).
import type { ConfigMap } from '../../state/kinds/configMap';
import { at, flag, items, text, texts } from '../../state/read';

/** A pool of a declaration, by the names that labels of its Service repeat. */
export interface As3Pool {
  /** tenant/application/pool */
  readonly key: string;
  /** The virtual servers that send to it. */
  readonly virtuals: readonly As3Virtual[];
}

/** A virtual server in front of a pool. */
export interface As3Virtual {
  readonly name: string;
  /** Whether requests are read, or whole connections carried on. */
  readonly carries: 'requests' | 'connections' | 'datagrams';
  /** TLS of clients ends at it (serverTLS). */
  readonly endsTls: boolean;
  /** It starts TLS towards the pool (clientTLS). */
  readonly startsTls: boolean;
  /** What may change anything on the way: iRules, and policies. */
  readonly scripts: readonly string[];
  /** Path inside the declaration, for evidence. */
  readonly field: string;
}

/** Whether a ConfigMap is a declaration of the user's own (pkg/agent/as3/as3ConfigMap.go, isValidAS3CfgMap). */
export function isDeclaration({ meta: { labels } }: ConfigMap): boolean {
  return (
    labels.f5type === 'virtual-server' &&
    labels.as3 === 'true' &&
    labels.overrideAS3 !== 'true'
  );
}

// Every Service with labels asks, and a ConfigMap says always the same.
const known = new WeakMap<ConfigMap, readonly As3Pool[]>();

/** The pools of a declaration; one that cannot be read has none. */
export function poolsDeclared(configMap: ConfigMap): readonly As3Pool[] {
  const before = known.get(configMap);
  if (before) return before;
  const found = isDeclaration(configMap)
    ? poolsIn(parsed(configMap.data.template ?? ''))
    : [];
  known.set(configMap, found);
  return found;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function poolsIn(template: unknown): readonly As3Pool[] {
  const declaration = at(template, 'declaration');
  return ofClass(declaration, 'Tenant').flatMap(([tenant, inTenant]) =>
    ofClass(inTenant, 'Application').flatMap(([app, inApp]) =>
      ofClass(inApp, 'Pool').map(([pool]) => ({
        key: `${tenant}/${app}/${pool}`,
        virtuals: virtualsBefore(inApp, tenant, app, pool),
      })),
    ),
  );
}

/** Properties of a class, or of one whose name begins with it. */
function ofClass(holder: unknown, wanted: string): [string, unknown][] {
  if (typeof holder !== 'object' || holder === null) return [];
  return Object.entries(holder).filter(([, one]) => {
    const found = text(one, 'class');
    return wanted.endsWith('_') ? found?.startsWith(wanted) : found === wanted;
  });
}

const carried: Readonly<Record<string, As3Virtual['carries'] | undefined>> = {
  Service_HTTP: 'requests',
  Service_HTTPS: 'requests',
  Service_TCP: 'connections',
  Service_L4: 'connections',
  Service_Generic: 'connections',
  Service_UDP: 'datagrams',
};

function virtualsBefore(
  inApp: unknown,
  tenant: string,
  app: string,
  pool: string,
): readonly As3Virtual[] {
  const names = new Set([pool, `/${tenant}/${app}/${pool}`]);
  const leads = (pointer: string | undefined) =>
    pointer !== undefined && names.has(pointer);
  const policies = ofClass(inApp, 'Endpoint_Policy').filter(([, policy]) =>
    items(policy, 'rules')
      .flatMap(rule => items(rule, 'actions'))
      .some(action => leads(pointerAt(at(action, 'select'), 'pool'))),
  );
  const choosing = new Set(
    policies.flatMap(([name]) => [name, `/${tenant}/${app}/${name}`]),
  );
  return ofClass(inApp, 'Service_').flatMap(([name, virtual]) => {
    const carries = carried[text(virtual, 'class') ?? ''];
    const chosen = pointersAt(virtual, 'policyEndpoint');
    const isChosen = chosen.some(one => choosing.has(one));
    const isOn = flag(virtual, 'enable') ?? true;
    if (!carries || !isOn) return [];
    if (!leads(pointerAt(virtual, 'pool')) && !isChosen) return [];
    return [
      {
        name,
        carries,
        endsTls: at(virtual, 'serverTLS') !== undefined,
        startsTls: at(virtual, 'clientTLS') !== undefined,
        scripts: [...chosen, ...pointersAt(virtual, 'iRules')],
        field: `${tenant}.${app}.${name}`,
      },
    ];
  });
}

/** A name, or `{ use: name }`. What stands on BIG-IP itself is `{ bigip: name }`. */
function pointerAt(holder: unknown, key: string): string | undefined {
  return (
    text(holder, key) ?? text(holder, key, 'use') ?? text(holder, key, 'bigip')
  );
}

function pointersAt(holder: unknown, key: string): readonly string[] {
  const one = pointerAt(holder, key);
  if (one !== undefined) return [one];
  return [
    ...texts(holder, key),
    ...items(holder, key).flatMap(
      pointer => text(pointer, 'use') ?? text(pointer, 'bigip') ?? [],
    ),
  ];
}
