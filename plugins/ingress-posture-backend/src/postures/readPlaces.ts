import type { Evidence, ServicePosture } from '@ingress-posture/engine';
import type {
  ObjectPlace,
  StoredPosture,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Knex } from 'knex';
import { chunks } from './chunks';

/** Where the objects are written down that a posture names; nothing where its cluster's source does not tell. */
export async function readPlaces(
  knex: Knex,
  posture: ServicePosture,
): Promise<Pick<StoredPosture, 'places'>> {
  const { cluster } = posture;
  const some = await knex('object_places').where({ cluster }).first('object');
  if (!some) return {};
  const places: Record<string, ObjectPlace> = {};
  for (const objects of chunks([...objectsNamedIn(posture)])) {
    const rows: ({ object: string } & ObjectPlace)[] = await knex(
      'object_places',
    )
      .where({ cluster })
      .whereIn('object', objects)
      .select('object', 'file', 'line');
    for (const { object, file, line } of rows) places[object] = { file, line };
  }
  return { places };
}

/** The objects that a reader meets: those that evidence was read from, and those that remedies change. */
function objectsNamedIn({
  paths,
  ports,
  findings,
  remedies,
}: ServicePosture): ReadonlySet<string> {
  const evidence: readonly Evidence[] = [
    ...paths.flatMap(({ hops }) =>
      hops.flatMap(hop => [
        ...hop.evidence,
        ...hop.reasons.flatMap(reason => reason.evidence),
      ]),
    ),
    ...ports.flatMap(port => port.evidence),
    ...findings.flatMap(finding => finding.evidence),
  ];
  const changed = remedies.flatMap(({ steps }) =>
    steps.map(({ object: { kind, namespace, name } }) =>
      [kind, [namespace, name].filter(Boolean).join('/')].join(' '),
    ),
  );
  return new Set([...evidence.map(({ object }) => object), ...changed]);
}
