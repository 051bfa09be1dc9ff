import { readGiven } from './answerFile';

/** A vendor of the facts, and the names that a row of the grid can say it covers. */
export interface VendorSwitches {
  readonly id: string;
  readonly switches: readonly Switch[];
}

export interface Switch {
  /** `serviceRouting/0`, `backendTls/1`, `hostHeader`, `upstreamDefault`, `nativeMeshMtls`. */
  readonly name: string;
  readonly text: string;
}

interface Fact {
  readonly object?: string;
  readonly key?: string;
}

interface VendorFacts {
  readonly id: string;
  readonly upstreamDefault?: string | null;
  readonly serviceRouting?: readonly Fact[] | null;
  readonly backendTls?: readonly Fact[] | null;
  readonly hostHeader?: {
    readonly default?: string | null;
    readonly override?: string | null;
  } | null;
  readonly nativeMeshMtls?: { readonly mechanism: string } | null;
}

/** What the facts say of every vendor that can change what it dials. */
export function switchesOfVendors(): readonly VendorSwitches[] {
  const facts = readGiven('facts/vendors.json') as {
    readonly vendors: readonly VendorFacts[];
  };
  return facts.vendors.map(vendor => ({
    id: vendor.id,
    switches: switchesOf(vendor),
  }));
}

function switchesOf(vendor: VendorFacts): readonly Switch[] {
  const listed = (key: 'serviceRouting' | 'backendTls') =>
    (vendor[key] ?? []).map((fact, index) => ({
      name: `${key}/${index}`,
      text: `${fact.object ?? ''}: ${fact.key ?? ''}`,
    }));
  return [
    ...one('upstreamDefault', vendor.upstreamDefault),
    ...listed('serviceRouting'),
    ...listed('backendTls'),
    ...one(
      'hostHeader',
      vendor.hostHeader?.override ?? vendor.hostHeader?.default,
    ),
    ...one('nativeMeshMtls', vendor.nativeMeshMtls?.mechanism),
  ];
}

function one(name: string, text: string | null | undefined): readonly Switch[] {
  return text === null || text === undefined ? [] : [{ name, text }];
}
