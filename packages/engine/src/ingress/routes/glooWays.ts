// The ways by which requests get to a rule of Gloo's: VirtualServices hand them on to RouteTables, whose rules take
// over what theirs leave open (solo-io/gloo projects/gateway/pkg/translator/route_converter.go, merge_route_options.go).
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { KindDefinition } from '../../state/kindDefinition';
import {
  GlooOptioned,
  GlooOptionObject,
  GlooOptions,
  GlooRef,
  glooRouteOptions,
  GlooRouteTable,
  glooRouteTables,
  GlooRule,
  glooVirtualHostOptions,
  GlooVirtualService,
  glooVirtualServices,
} from '../../state/kinds/gloo';
import { selects } from '../../state/labelSelector';
import type { KubeObject } from '../../state/meta';
import { isWithin } from './glooGateways';

/** What holds rules of Gloo's. */
export type RuleHolder = GlooVirtualService | GlooRouteTable;

/** Options, and the object that they stand in. */
export interface FoundOptions {
  readonly by: KubeObject;
  readonly options: GlooOptions;
}

/** Options in the order in which they count, and what could not be read of them. */
export interface GlooOptionsFound {
  readonly options: readonly FoundOptions[];
  readonly caveats: readonly string[];
}

/** A VirtualService whose requests get to a rule, and the options of the rules on the way. */
export interface GlooWay extends GlooOptionsFound {
  readonly root: GlooVirtualService;
}

/** Every way to a rule. */
export function waysTo(
  state: ClusterState,
  holder: RuleHolder,
  rule: GlooRule,
): readonly GlooWay[] {
  const all = waysFrom(state, holder, rule, new Set());
  const key = ({ root, options }: GlooWay) =>
    JSON.stringify([root.meta, options.map(one => one.options)]);
  return [...new Map(all.map(one => [key(one), one])).values()];
}

function waysFrom(
  state: ClusterState,
  holder: RuleHolder,
  rule: GlooRule,
  seen: ReadonlySet<KubeObject>,
): readonly GlooWay[] {
  const own = optionsOf(state, holder, rule, glooRouteOptions);
  if (holder.kind === 'VirtualService') return [{ root: holder, ...own }];
  if (seen.has(holder)) return [];
  const above = new Set<KubeObject>([...seen, holder]);
  return [...state.list(glooVirtualServices), ...state.list(glooRouteTables)]
    .flatMap(parent =>
      parent.rules
        .filter(one => handsOn(parent, one, holder))
        .flatMap(one => waysFrom(state, parent, one, above)),
    )
    .map(({ root, options, caveats }) => ({
      root,
      options: [...own.options, ...options],
      caveats: [...own.caveats, ...caveats],
    }));
}

/** The options of a whole virtual host. */
export function virtualHostOptions(
  state: ClusterState,
  root: GlooVirtualService,
): GlooOptionsFound {
  return optionsOf(state, root, root, glooVirtualHostOptions);
}

function optionsOf(
  state: ClusterState,
  holder: RuleHolder,
  { options, optionRefs }: GlooOptioned,
  kind: KindDefinition<GlooOptionObject>,
): GlooOptionsFound {
  const named = optionRefs.map(ref => ({
    ref,
    found: state.get(kind, ref.namespace ?? holder.meta.namespace, ref.name),
  }));
  return {
    options: [
      { by: holder, options },
      ...named.flatMap(({ found }) =>
        found ? [{ by: found, options: found.options }] : [],
      ),
    ],
    caveats: named
      .filter(({ found }) => !found)
      .map(
        ({ ref }) =>
          `${objectName(holder)} takes options from ${kind.kind} ${
            ref.namespace ?? holder.meta.namespace
          }/${ref.name}, which could not be read.`,
      ),
  };
}

export function glooKey({ namespace, name }: GlooRef, own: string): string {
  return `${namespace ?? own}/${name}`;
}

/** Without namespaces a selector is for the one that it stands in. */
function isDelegated(
  namespaces: readonly string[],
  own: string,
  { meta }: RuleHolder,
): boolean {
  return isWithin(namespaces.length === 0 ? [own] : namespaces, meta.namespace);
}

function handsOn(
  { meta }: RuleHolder,
  { delegates, delegatesTo }: GlooRule,
  table: RuleHolder,
): boolean {
  const key = `${table.meta.namespace}/${table.meta.name}`;
  return (
    delegates.some(ref => glooKey(ref, meta.namespace) === key) ||
    (delegatesTo !== undefined &&
      selects(delegatesTo.labels, table.meta.labels) &&
      isDelegated(delegatesTo.namespaces, meta.namespace, table))
  );
}
