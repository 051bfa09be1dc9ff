import type { Disagreement } from './judge';

/** An answer of Istio's that the engine does not follow, because a proxy would do something else. */
export interface IstioDefect {
  readonly profile: string;
  readonly seed: number;
  readonly query: string;
  /** What in Istio gives that answer. */
  readonly source: string;
  readonly why: string;
}

/** The only disagreements that are let pass; one that no longer is any has to go. */
export const istioDefects: readonly IstioDefect[] = [
  {
    profile: 'gatewayapi',
    seed: 223,
    query: 'q39',
    source:
      'pilot/pkg/networking/core/httproute.go getVirtualHostsForSniffedServicePort',
    why: 'The cache of virtual hosts renames what it keeps, so that a sniffed route of a headless Service is handed out once and empty afterwards, or not, by the order in which Go walks a map.',
  },
];

export interface Sorted {
  /** Disagreements that nobody has explained. */
  readonly open: readonly Disagreement[];
  readonly listed: readonly Disagreement[];
  /** Defects on the list, of meshes that were asked, on which there is agreement now. */
  readonly settled: readonly IstioDefect[];
}

/** Tells disagreements on the list from others. `asked` names the meshes, each "profile seed". */
export function sortByDefects(
  disagreements: readonly Disagreement[],
  asked: ReadonlySet<string>,
): Sorted {
  const isListed = (one: Disagreement) =>
    istioDefects.some(defect => concerns(defect, one));
  return {
    open: disagreements.filter(one => !isListed(one)),
    listed: disagreements.filter(isListed),
    settled: istioDefects.filter(
      defect =>
        asked.has(meshName(defect)) &&
        !disagreements.some(one => concerns(defect, one)),
    ),
  };
}

export function meshName(mesh: { profile: string; seed: number }): string {
  return `${mesh.profile} ${mesh.seed}`;
}

function concerns(defect: IstioDefect, one: Disagreement): boolean {
  return meshName(defect) === meshName(one) && defect.query === one.id;
}
