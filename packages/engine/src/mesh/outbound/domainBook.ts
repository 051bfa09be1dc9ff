// Domains of virtual hosts: istio pilot/pkg/networking/core/httproute.go generateVirtualHostDomains, dedupeDomains.
import { isWild } from '../registry/hostName';
import { clusterDomain } from '../controlPlane/meshConfig';
import type { RouteTable, VirtualHost } from './outboundRoute';
import type { MeshService } from '../registry/registry';

/** Collects domains; who comes first keeps a domain. */
export class DomainBook {
  readonly #byDomain = new Map<string, VirtualHost>();
  readonly #byService = new Map<string, VirtualHost>();
  readonly #names = new Set<string>();
  readonly #namespace: string;
  readonly #known: ReadonlySet<string>;

  constructor(namespace: string, known: ReadonlySet<string>) {
    this.#namespace = namespace;
    this.#known = known;
  }

  addName(name: string, virtualHost: VirtualHost): void {
    if (this.#names.has(name)) return;
    this.#names.add(name);
    this.#add(name, virtualHost, name);
  }

  addService(service: MeshService, virtualHost: VirtualHost): void {
    if (this.#names.has(service.hostname)) return;
    this.#names.add(service.hostname);
    for (const host of [service.hostname, ...service.aliases]) {
      const short = shortNames(host, this.#namespace);
      const domains = [
        host,
        `${host}.`,
        ...short.filter(one => !this.#known.has(one)),
      ];
      for (const domain of domains) {
        this.#add(domain, virtualHost, service.hostname);
        if (isHeadless(service)) {
          this.#add(`*.${domain}`, virtualHost, service.hostname);
        }
      }
    }
    for (const address of service.addresses) {
      this.#add(address, virtualHost, service.hostname);
    }
  }

  #add(domain: string, virtualHost: VirtualHost, owner: string): void {
    const key = domain.toLowerCase();
    if (this.#byDomain.has(key)) return;
    this.#byDomain.set(key, virtualHost);
    if (key === owner.toLowerCase()) this.#byService.set(owner, virtualHost);
  }

  finish(): Pick<RouteTable, 'byDomain' | 'wildcards' | 'byService'> {
    const wildcards = [...this.#byDomain].filter(([domain]) => isWild(domain));
    return {
      byDomain: this.#byDomain,
      byService: this.#byService,
      wildcards: wildcards.sort(([a], [b]) => b.length - a.length),
    };
  }
}

function isHeadless(service: MeshService): boolean {
  return service.origin === 'Service' && service.resolution === 'passthrough';
}

/** Shorter names of a Service that its namespace, or all others, may use. */
function shortNames(hostname: string, namespace: string): readonly string[] {
  const suffix = `.svc.${clusterDomain}`;
  if (!hostname.endsWith(suffix)) return [];
  const bare = hostname.slice(0, -suffix.length);
  const dot = bare.indexOf('.');
  if (dot < 0) return [];
  const own = bare.slice(dot + 1) === namespace;
  return [...(own ? [bare.slice(0, dot)] : []), bare, `${bare}.svc`];
}
