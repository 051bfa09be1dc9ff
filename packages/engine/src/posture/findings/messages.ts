import type { Severity } from '../servicePosture';

/** A finding as one row of the registry. `{names}` in the message are its arguments. */
export interface FindingMessage {
  /** What it is called where a sentence is too long: in filters and in code. */
  readonly name: string;
  readonly severity: Severity;
  readonly title: string;
  /** One or two sentences, into which a rule puts the real names. */
  readonly message: string;
  /** Codes of `istioctl analyze` that speak of the same: their suppression holds here, too. */
  readonly istio?: readonly string[];
}

/** The hundreds of the codes, in the order of the index. */
export const findingChapters: Readonly<Record<string, string>> = {
  IP01: 'What is on the wire, and whether it is taken',
  IP02: 'The edge',
  IP03: 'Policies and rules of the mesh',
  IP04: 'The workload',
  IP05: 'What could not be read, and what is ignored',
  IP06: 'Vendors',
  IP07: 'Routes, gateways and chains',
};

/**
 * Every finding there is, in the manner of istio/pkg/config/analysis/msg/messages.yaml. The heads of
 * docs/findings, their index and the API's list of codes are made from this table.
 */
export const findingMessages = {
  IP0101: {
    name: 'PlaintextAccepted',
    severity: 'warning',
    title: 'Plaintext is accepted',
    message:
      '{sender} sends plaintext to {service}, which takes it. At STRICT this path would break.',
  },
  IP0102: {
    name: 'PlaintextToStrict',
    severity: 'error',
    title: 'Plaintext is sent to a STRICT port',
    message:
      '{sender} sends plaintext to {service}, whose proxy closes every connection without a mesh certificate.',
  },
  IP0103: {
    name: 'TlsRefused',
    severity: 'error',
    title: "TLS is sent that the workload's proxy refuses",
    message:
      '{sender} starts TLS of its own towards {service}, whose proxy refuses it.',
  },
  IP0104: {
    name: 'MtlsUnreadable',
    severity: 'error',
    title: 'mTLS reaches something that cannot read it',
    message:
      "{sender}'s proxy sends mTLS to {service}, but no proxy there takes it.",
  },
  IP0105: {
    name: 'NowhereToSend',
    severity: 'error',
    title: 'The connection has nowhere to go',
    message:
      "{sender}'s connection {asked} ends before it reaches {service}: {why}.",
  },
  IP0106: {
    name: 'StillPermissive',
    severity: 'info',
    title: 'Plaintext would still be accepted',
    message:
      'Port {ports} of {service} is PERMISSIVE. No path that we see needs that.',
  },
  IP0201: {
    name: 'EdgeOutsideMesh',
    severity: 'warning',
    title: 'The ingress controller is outside the mesh',
    message:
      '{pods} of {edge} ({workload}) have neither a sidecar nor ambient capture, so nothing on the way can start mTLS.',
  },
  IP0202: {
    name: 'HostDoesNotMatch',
    severity: 'warning',
    title: 'The Host does not name the Service',
    message:
      "{edge} dials the Service's address, but its sidecar routes HTTP by Host, and {host} is no name of {service}: the connection is passed through as it is.",
  },
  IP0203: {
    name: 'PodIpRouting',
    severity: 'warning',
    title: 'Pod-IP routing bypasses the mesh',
    message:
      '{edge} has a sidecar but dials the pods of {service} by IP. Its sidecar knows no Service by those addresses and passes the bytes on as they are.',
  },
  IP0204: {
    name: 'CloudWithoutMtls',
    severity: 'warning',
    title: 'The cloud load balancer cannot speak mTLS to pods',
    message:
      'The {edge} sends straight to the pods of {service}. Standalone, it has no way to mTLS; an Istio gateway behind it has.',
  },
  IP0205: {
    name: 'InboundRedirectionOn',
    severity: 'warning',
    title: 'Inbound redirection is on at the ingress controller',
    message:
      'Clients of {edge} pass through its sidecar first, so it sees 127.0.0.6 instead of their address, and STRICT on namespace {namespace} would lock them out.',
  },
  IP0206: {
    name: 'ClientsLockedOut',
    severity: 'error',
    title: 'The ingress controller turns its own clients away',
    message: 'The proxy in front of {edge} refuses connections from outside.',
  },
  IP0207: {
    name: 'EndpointResolver',
    severity: 'info',
    title: 'An endpoint resolver undoes Service routing',
    message:
      'Mapping {mapping} resolves endpoints, so Emissary-ingress dials pod IPs instead of the Service.',
  },
  IP0401: {
    name: 'PartlyInMesh',
    severity: 'warning',
    title: 'Only some endpoints are in the mesh',
    message:
      '{outside} of {ready} ready endpoints of {service} have no proxy: {pods}. Pods get one when they are made, so restart those.',
  },
  IP0402: {
    name: 'NoReadyEndpoint',
    severity: 'warning',
    title: 'No endpoint is ready',
    message: 'None of the {total} endpoints of {service} is ready.',
  },
  IP0501: {
    name: 'NotReadable',
    severity: 'warning',
    title: 'Something needed could not be read',
    message: '{what}',
  },
  IP0502: {
    name: 'Inferred',
    severity: 'info',
    title: 'The verdict leans on something that is not proven',
    message: '{what}',
  },
  IP0503: {
    name: 'IgnoresNothing',
    severity: 'warning',
    title: 'An annotation to ignore findings ignores nothing',
    message:
      'The annotation {annotation} of {object} says "{line}", {why}. It takes a code and a reason: "IP0101: why that is all right here".',
  },
  IP0601: {
    name: 'VendorEndOfLife',
    severity: 'warning',
    title: 'The ingress controller is past its end of life',
    message: '{what} What takes its place: {successor}.',
  },
  IP0701: {
    name: 'PlainToGateway',
    severity: 'info',
    title: 'Plain HTTP towards the Istio gateway',
    message:
      '{sender} speaks plaintext to the Istio gateway; mTLS begins only there.',
  },
} as const satisfies Readonly<Record<string, FindingMessage>>;

export type FindingCode = keyof typeof findingMessages;

/** Codes of all findings, in order. */
export const findingCodes = Object.keys(findingMessages) as FindingCode[];

export function messageOf(code: FindingCode): FindingMessage {
  return findingMessages[code];
}
