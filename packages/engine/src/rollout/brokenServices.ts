import { ownerOf } from '../ingress/edges/owner';
import { vendorAsSubject } from '../ingress/vendorDescription';
import { vendors } from '../ingress/vendors';
import { servicePods } from '../path/servicePods';
import { assess } from '../posture/assess';
import { findingsOf } from '../posture/findings';
import { remediesOf } from '../remediation/remedies';
import type { ClusterState } from '../state/clusterState';
import { Service, services } from '../state/kinds/service';
import { compareText } from '../state/compareText';
import { JudgedService, nameOf } from './judgedService';
import { OpenArrival } from './openArrival';
import type { BrokenPath, BrokenService, RemedySummary } from './strictPreview';

// Remedies are proven one service at a time: those of many would keep the reader waiting.
const mostWithRemedies = 10;

/** The services whose paths break, by namespace and name. */
export function brokenServices(
  state: ClusterState,
  hit: readonly OpenArrival[],
  remedies: boolean,
): readonly BrokenService[] {
  const byName = new Map<string, OpenArrival[]>();
  for (const arrival of hit) {
    const name = nameOf(arrival.service);
    const known = byName.get(name);
    if (known) known.push(arrival);
    else byName.set(name, [arrival]);
  }
  const withRemedies = remedies && byName.size <= mostWithRemedies;
  return [...byName]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, arrivals]) => brokenService(state, arrivals, withRemedies));
}

function brokenService(
  state: ClusterState,
  arrivals: readonly OpenArrival[],
  withRemedies: boolean,
): BrokenService {
  const [{ service }] = arrivals;
  const { namespace, name } = service.service;
  const found = state.get(services, namespace, name);
  const [pod] = found ? servicePods(state, found) : [];
  const owner = pod && ownerOf(pod);
  const ports = arrivals
    .filter(one => one.hop.to === 'workload')
    .map(one => one.port);
  return {
    service: { namespace, name },
    workload: owner ? { kind: owner.kind, name: owner.name } : null,
    paths: brokenPaths(service, arrivals),
    ports: [...new Set(ports)].sort((a, b) => a - b),
    remedies: found && withRemedies ? remedySummaries(state, found) : null,
  };
}

function brokenPaths(
  service: JudgedService,
  arrivals: readonly OpenArrival[],
): readonly BrokenPath[] {
  return service.paths.flatMap(path => {
    const arrival = arrivals.find(one => one.path === path);
    if (!arrival) return [];
    const { edge, route, port, posture } = path;
    return [{ edge, route, port, posture, sentence: sentenceOf(arrival) }];
  });
}

function sentenceOf({ path, hop, service: { service } }: OpenArrival): string {
  const carried = hop.wire === 'plaintext' ? 'plaintext' : 'TLS of its own';
  const title = subjectOf(path.edge);
  if (hop.to === 'edge') {
    return `The sidecar of ${path.edge.title} would turn clients away: they speak ${carried}.`;
  }
  const sender = hop.from === 'gateway' ? 'The Istio gateway' : title;
  const taker = hop.to === 'gateway' ? 'the Istio gateway' : service.name;
  return `${sender} sends ${carried}, which ${taker} would refuse.`;
}

function subjectOf({ vendor, title }: BrokenPath['edge']): string {
  const placement =
    vendors.find(one => one.id === vendor)?.placement ?? 'in-cluster';
  return vendorAsSubject({ placement, title });
}

function remedySummaries(
  state: ClusterState,
  service: Service,
): readonly RemedySummary[] {
  const facts = assess(state, service);
  return remediesOf(facts, findingsOf(facts)).map(
    ({ id, title, reaches, standing, steps }) => ({
      id,
      title,
      reaches,
      standing,
      steps: steps.length,
    }),
  );
}
