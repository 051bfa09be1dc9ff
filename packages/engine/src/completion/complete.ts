import { objectName } from '../state/evidence';
import type { ClusterState } from '../state/clusterState';
import { injectorConfigMap } from '../state/kinds/configMap';
import { slicesByService } from '../state/kinds/endpointSlice';
import { Gateway, gateways } from '../state/kinds/gateway';
import { ingresses } from '../state/kinds/ingress';
import { ingressClasses } from '../state/kinds/ingressClass';
import { Namespace, namespaces } from '../state/kinds/namespace';
import { nodes } from '../state/kinds/node';
import { pods } from '../state/kinds/pod';
import { Service, services } from '../state/kinds/service';
import { indexBy } from '../state/objectIndex';
import { at, Labels, labels, text } from '../state/read';
import { matchesLabels } from '../state/selector';
import { Owner, ownerOf } from '../ingress/edges/owner';
import { Assumptions, assumes, noAssumptions } from './assumptions';
import { completedBy } from './completedBy';
import { hasControlPlane } from './controlPlane';
import { gatewayWorkload } from './gatewayWorkload';
import { joined, RawPod } from './injectPod';
import { MeshOfTemplate, meshOfTemplate } from './injectionOfTemplate';
import { Keeper, keeperOf, podsOf } from './podsOfWorkload';
import { sliceOfNobody } from './sliceOfNobody';
import { slicesOfEndpoints } from './slicesOfEndpoints';
import { slicesOf } from './slicesOfService';
import { AddressBook, spread } from './spreadAddress';

/** What was added to a state that nobody has seen running. */
export interface Completion {
  readonly pods: number;
  readonly endpointSlices: number;
  /** What was taken to be so, one sentence each, for whoever reads the answer. */
  readonly assumed: readonly string[];
  /** Where a completed object comes from: "Pod shop/cart-…" to the object whose template it is made of. */
  readonly origins: ReadonlyMap<string, Origin>;
}

/** The object behind a completed one, and where the template stands in it. */
export interface Origin {
  readonly object: string;
  readonly templateAt: string;
}

const podNetwork = [10, 244] as const;
const serviceNetwork = [10, 96] as const;
const nodeAddress = '172.18.0.2';
// As Istio's documentation has it (istio.io/latest/docs/tasks/traffic-management/ingress/kubernetes-ingress).
const istiosClass = 'istio';

/** Pods by the workload that keeps them, "Kind namespace/name". */
const podsByKeeper = indexBy(pods, pod => {
  const { kind, namespace, name } = ownerOf(pod);
  return [`${kind} ${namespace}/${name}`];
});

class Completing {
  readonly #state: ClusterState;
  readonly #assumptions: Assumptions;
  readonly #origins = new Map<string, Origin>();
  readonly #assumed = new Set<string>();
  readonly #podAddresses: AddressBook;
  readonly #nodeName: string;
  readonly #nodeAddress: string;
  #hasIstio = false;
  /** Namespaces of which pods were read as a cluster shows them. */
  readonly #running: ReadonlySet<string>;
  #slices = 0;
  #pods = 0;

  constructor(state: ClusterState, assumptions: Assumptions) {
    this.#state = state;
    this.#assumptions = assumptions;
    this.#podAddresses = new AddressBook(
      podNetwork,
      state.list(pods).flatMap(pod => pod.ips),
    );
    this.#running = new Set(
      state
        .list(pods)
        .filter(pod => pod.ips.length > 0)
        .map(pod => pod.meta.namespace),
    );
    const [node] = state.list(nodes);
    this.#nodeName = node?.meta.name ?? 'node';
    this.#nodeAddress = node?.addresses[0] ?? nodeAddress;
  }

  run(objects: readonly unknown[]): Completion {
    const isRunning = this.#running.size > 0;
    const keepers = objects.flatMap(workload => {
      // In the picture of a running cluster, a workload without pods has none.
      if (isRunning && at(workload, 'status', 'observedGeneration')) return [];
      return keeperOf(workload) ?? [];
    });
    this.#hasIstio = hasControlPlane(this.#state, keepers);
    this.#labelNamespaces(keepers);
    for (const keeper of keepers) this.#addPods(keeper);
    this.#serveGateways();
    this.#addressServices();
    if (!isRunning) this.#addressIngresses();
    this.#addEndpoints(objects);
    return {
      pods: this.#pods,
      endpointSlices: this.#slices,
      assumed: [...this.#assumed],
      origins: this.#origins,
    };
  }

  /** Namespaces that are assumed to be labelled are so for every rule. */
  #labelNamespaces(keepers: readonly Keeper[]): void {
    const { sidecars, ambient } = this.#assumptions;
    for (const name of new Set(keepers.map(one => one.owner.namespace))) {
      const found = this.#state.get(namespaces, '', name);
      const added: Labels = {
        ...(assumes(sidecars, name) && { 'istio-injection': 'enabled' }),
        ...(assumes(ambient, name) && {
          'istio.io/dataplane-mode': 'ambient',
        }),
      };
      if (Object.keys(added).length > 0) this.#label(name, found, added);
    }
  }

  #label(name: string, found: Namespace | undefined, added: Labels): void {
    const bare = {
      namespace: '',
      name,
      labels: {},
      annotations: {},
      created: 0,
    };
    const meta = found?.meta ?? bare;
    this.#state.put(namespaces, {
      kind: 'Namespace',
      meta: { ...meta, labels: { ...added, ...meta.labels } },
      otherLabels: found?.otherLabels ?? {},
    });
    const shown = Object.entries(added).map(
      ([key, value]) => `${key}=${value}`,
    );
    this.#assumed.add(
      `Namespace ${name} is taken as labelled ${shown.join(
        ' and ',
      )}, as asked.`,
    );
  }

  #addPods(keeper: Keeper, said?: string): void {
    const { kind, namespace, name } = keeper.owner;
    const workload = `${kind} ${namespace}/${name}`;
    const isThere = this.#state.lookup(podsByKeeper, workload).length > 0;
    if (isThere && kind !== 'Pod') return;
    const made = podsOf(keeper);
    const [first] = made;
    if (!first) return;
    const labelled = this.#state.get(namespaces, '', namespace);
    const mesh = meshOfTemplate(
      this.#state,
      first,
      namespace,
      labelled?.meta.labels ?? {},
    );
    const sentence = said ?? this.#sentence(keeper.owner, mesh);
    for (const pod of made) this.#addPod(joined(pod, mesh), sentence);
    // A Pod stands where it was read.
    if (kind === 'Pod') return;
    const templateAt = keeper.templateAt;
    for (const pod of made) {
      this.#origins.set(`Pod ${namespace}/${pod.metadata.name}`, {
        object: said === undefined ? workload : this.#gatewayOf(first),
        templateAt,
      });
    }
  }

  #gatewayOf({ metadata }: RawPod): string {
    const name = metadata.labels?.['gateway.networking.k8s.io/gateway-name'];
    return `Gateway ${metadata.namespace}/${name}`;
  }

  #sentence({ kind, namespace, name }: Owner, mesh: MeshOfTemplate): string {
    const known = this.#state.get(namespaces, '', namespace) !== undefined;
    const taken =
      kind === 'Pod'
        ? `Pod ${namespace}/${name} is taken as its manifest has it`
        : `The pods of ${kind} ${namespace}/${name} are made from its template`;
    switch (mesh.mesh) {
      case 'sidecar':
        if (this.#hasIstio && !mesh.isConfigRead) {
          this.#assumed.add(
            `The configuration of Istio's injector (ConfigMap ${injectorConfigMap(
              mesh.revision,
            )}) is not among the manifests: what Istio's chart installs is taken for it.`,
          );
        }
        return `${taken}, with a sidecar because of ${
          mesh.by
        }${this.#byWhom()}${byTemplates(
          mesh.templates,
        )}: none was seen running.`;
      case 'ambient':
        return `${taken}, captured by ambient because of ${
          mesh.by
        }${this.#byWhom()}: none was seen running.`;
      case 'none':
        if (mesh.butAsked !== undefined) {
          return `${taken}, outside the mesh in spite of ${mesh.butAsked}: ${mesh.why} None was seen running.`;
        }
        return known
          ? `${taken}, outside the mesh, as no label asks for anything else: none was seen running.`
          : `${taken}, outside the mesh: the labels of namespace ${namespace} are not among the manifests, and none was seen running.`;
      default: {
        const never: never = mesh;
        return never;
      }
    }
  }

  #byWhom(): string {
    if (this.#hasIstio) return '';
    this.#assumed.add(
      'No control plane of Istio is among the manifests: one with its defaults is assumed where a label asks for the mesh.',
    );
    return ', by a control plane that is assumed';
  }

  #addPod(pod: RawPod, sentence: string): void {
    const { namespace = '', name, annotations } = pod.metadata;
    const address = pod.spec.hostNetwork
      ? this.#nodeAddress
      : this.#podAddresses.addressOf(`${namespace}/${name}`);
    this.#pods += 1;
    this.#state.upsert({
      ...pod,
      metadata: {
        ...pod.metadata,
        annotations: { ...annotations, [completedBy]: sentence },
      },
      spec: { ...pod.spec, nodeName: this.#nodeName },
      status: {
        phase: 'Running',
        podIP: address,
        podIPs: [{ ip: address }],
        hostIP: this.#nodeAddress,
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    });
  }

  #serveGateways(): void {
    for (const gateway of this.#state.list(gateways)) {
      // One that reports addresses has pods somewhere: they were not read.
      if (gateway.statusAddresses.length > 0) continue;
      const found = gatewayWorkload(this.#state, gateway);
      if (!found || this.#isServed(found.service)) continue;
      this.#state.upsert(found.service);
      this.#acceptListeners(gateway);
      const name = objectName(gateway);
      this.#addPods(
        found.keeper,
        `The pods and the Service of ${name} are taken as Istio makes them: none was seen running.`,
      );
    }
  }

  // Listeners of bytes count by their status, which Istio of today writes for all that it can read.
  #acceptListeners(gateway: Gateway): void {
    if (gateway.acceptedListeners.length > 0 || gateway.listenerRefusals)
      return;
    const acceptedListeners = gateway.listeners.map(one => one.name);
    this.#state.put(gateways, { ...gateway, acceptedListeners });
  }

  #isServed(service: unknown): boolean {
    const { namespace = '', name = '' } = labels(service, 'metadata');
    return this.#state.get(services, namespace, name) !== undefined;
  }

  /** Services that no API server has given an address. */
  #addressServices(): void {
    const all = this.#state.list(services);
    const book = new AddressBook(
      serviceNetwork,
      all.flatMap(one => one.clusterIps),
    );
    const ports = new Set(
      all.flatMap(one => one.ports.flatMap(port => port.nodePort ?? [])),
    );
    for (const service of all) {
      if (service.type === 'ExternalName' || service.headless) continue;
      if (service.clusterIps.length > 0) continue;
      const { namespace, name } = service.meta;
      this.#state.put(services, {
        ...service,
        clusterIps: [book.addressOf(`${namespace}/${name}`)],
        ports: withNodePorts(service, ports),
      });
    }
  }

  // What an Ingress names and these manifests lack may be in the cluster: clouds are taken to have served it before.
  #addressIngresses(): void {
    for (const ingress of this.#state.list(ingresses)) {
      this.#state.put(ingresses, { ...ingress, hasAddress: true });
      if (ingress.className === istiosClass) this.#addIstiosClass();
    }
  }

  // Other vendors are known by the name of their class; Istio goes by its object alone.
  #addIstiosClass(): void {
    if (this.#state.get(ingressClasses, '', istiosClass)) return;
    this.#state.upsert({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: istiosClass },
      spec: { controller: 'istio.io/ingress-controller' },
    });
  }

  #addEndpoints(objects: readonly unknown[]): void {
    const written = new Map(
      objects
        .filter(one => text(one, 'kind') === 'Endpoints')
        .map(one => [keyOf(one), one]),
    );
    const templates = objects.flatMap(one => keeperOf(one) ?? []);
    for (const service of this.#state.list(services)) {
      const { namespace, name } = service.meta;
      const key = `${namespace}/${name}`;
      if (this.#state.lookup(slicesByService, key).length > 0) continue;
      const found = this.#slicesOf(service, written.get(key));
      for (const slice of found) this.#state.upsert(slice);
      this.#slices += found.length;
      if (found.length === 0 && this.#isUnseen(service, templates)) {
        this.#state.upsert(sliceOfNobody(service));
      }
    }
  }

  #slicesOf(service: Service, written: unknown): readonly unknown[] {
    const name = objectName(service);
    return written === undefined
      ? slicesOf(
          this.#state,
          service,
          `The endpoints of ${name} are the pods that its selector chooses: no EndpointSlice was read.`,
        )
      : slicesOfEndpoints(
          written,
          `The endpoints of ${name} are those of the Endpoints of its name: no EndpointSlice was read.`,
        );
  }

  // Where pods were seen running, what was not seen is not there.
  #isUnseen(
    { meta: { namespace }, selector, type }: Service,
    templates: readonly Keeper[],
  ): boolean {
    if (type === 'ExternalName' || this.#running.has(namespace)) return false;
    if (!selector) return true;
    const isOfTemplate = templates.some(
      ({ owner, template }) =>
        owner.namespace === namespace &&
        matchesLabels(selector, labels(template, 'metadata', 'labels')),
    );
    return (
      !isOfTemplate &&
      !this.#state
        .inNamespace(pods, namespace)
        .some(pod => matchesLabels(selector, pod.meta.labels))
    );
  }
}

const followed: ReadonlySet<string> = new Set([
  'sidecar',
  'gateway',
  'grpc-agent',
  'grpc-simple',
]);

// What others change of the proxy, or whether there is one, is not known.
function byTemplates(templates: readonly string[]): string {
  const others = templates.filter(one => !followed.has(one));
  return others.length === 0
    ? ''
    : `, as Istio's own template makes it, though it is made with the injector's template ${others.join(
        ' and ',
      )}, which is not followed`;
}

function keyOf(object: unknown): string {
  const { namespace = '', name = '' } = labels(object, 'metadata');
  return `${namespace}/${name}`;
}

/**
 * Completes a state that was read from manifests as a cluster would: pods from the templates of workloads,
 * injected as namespaces and labels ask for it, addresses, endpoints from selectors, and what Istio makes for
 * Gateways of its own. What is there stays as it is. Verdicts that rest on any of it say so. Not for what a
 * live cluster shows: there what is missing is missing. `objects` are those of completionKinds, and unseen Pods.
 */
export function complete(
  state: ClusterState,
  objects: readonly unknown[],
  assumptions: Assumptions = noAssumptions,
): Completion {
  return new Completing(state, assumptions).run(objects);
}

const firstNodePort = 30_000;
const nodePorts = 2768;

function withNodePorts(service: Service, taken: Set<number>): Service['ports'] {
  if (service.type !== 'LoadBalancer' && service.type !== 'NodePort') {
    return service.ports;
  }
  return service.ports.map(port => {
    if (port.nodePort !== undefined) return port;
    const { namespace, name } = service.meta;
    let nodePort =
      firstNodePort + spread(`${namespace}/${name}:${port.port}`, nodePorts);
    for (let step = 0; taken.has(nodePort) && step < nodePorts; step += 1) {
      nodePort = firstNodePort + ((nodePort - firstNodePort + 1) % nodePorts);
    }
    taken.add(nodePort);
    return { ...port, nodePort };
  });
}
