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
  IP0107: {
    name: 'WaypointPassedBy',
    severity: 'warning',
    title: 'The waypoint is passed by',
    message:
      '{sender} reaches {service} past its waypoint {waypoint}: the routes and policies there do not hold for this path.',
  },
  IP0108: {
    name: 'NetworkPolicyInTheWay',
    severity: 'warning',
    title: 'A NetworkPolicy is in the way',
    message:
      "No rule of {policies} lets {sender} {way} {receiver} on port {port}. Where the cluster's network enforces that, the connection hangs.",
  },
  IP0109: {
    name: 'RefusedByPolicy',
    severity: 'error',
    title: 'An AuthorizationPolicy refuses the path',
    message:
      'By {policies}, nothing that {sender} sends is let in to {receiver}: it comes {how}.',
  },
  IP0110: {
    name: 'AskedInVain',
    severity: 'error',
    title: 'Requests pass unasked',
    message:
      '{sender} is told to let requests pass where {service} does not answer, and it never does: nobody says {what}.',
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
  IP0208: {
    name: 'AnnotationOfAnotherVendor',
    severity: 'warning',
    title: 'An annotation belongs to another ingress controller',
    message:
      '{object}, which leads to {service}, has {annotation}, a setting of {other}. {vendor} serves it, and does not read that.',
  },
  IP0209: {
    name: 'ClassClaimedTwice',
    severity: 'warning',
    title: 'Two ingress controllers serve one route',
    message:
      '{route} is served by {edges}: both claim its class, and both send traffic to {service}.',
  },
  IP0210: {
    name: 'OutboundNotCaptured',
    severity: 'warning',
    title: 'The sidecar of the ingress controller does not see what it sends',
    message:
      '{edge} has a sidecar, and what it sends to {service} bypasses it. {why}',
  },
  IP0211: {
    name: 'MeshClientsOfEdge',
    severity: 'error',
    title:
      'Clients of the mesh send the ingress controller mTLS that it cannot read',
    message:
      '{route} leads to {edge}, in front of {service}, over mTLS: its pods carry the label security.istio.io/tlsMode=istio, and the port is not captured by their sidecar.',
  },
  IP0212: {
    name: 'EmptyPortsLost',
    severity: 'warning',
    title: 'The annotation that leaves inbound traffic alone has no effect',
    message:
      '{pod} of {edge} has an empty traffic.sidecar.istio.io/includeInboundPorts, and its inbound traffic is captured all the same: with the CNI plugin, Istio before 1.25 loses the empty value.',
  },
  IP0213: {
    name: 'AutoMtlsOff',
    severity: 'warning',
    title: 'Automatic mTLS is switched off',
    message:
      '{sender} has a proxy that knows {service} and sends plaintext: enableAutoMtls is false in MeshConfig, and no DestinationRule asks for mTLS.',
  },
  IP0214: {
    name: 'ServiceNotVisible',
    severity: 'warning',
    title: 'The ingress controller is not told of the Service',
    message:
      'The sidecar of {edge} does not know {service}: exportTo, a Sidecar or discoverySelectors keep it from {clients}. What it does not know it passes on as it is.',
  },
  IP0215: {
    name: 'HealthCheckAtStrictPort',
    severity: 'warning',
    title: 'Health checks of a cloud meet a STRICT port',
    message:
      'The {edge} checks port {port} of {service} without a certificate of the mesh, and the port accepts nothing else: it takes every target for dead.',
  },
  IP0216: {
    name: 'LookalikeProxy',
    severity: 'info',
    title: 'A container is called istio-proxy and is none',
    message:
      '{pod} of {edge} has a container called istio-proxy that captures nothing: the controller is not in the mesh by it.',
  },
  IP0301: {
    name: 'SelectorInRootNamespace',
    severity: 'warning',
    title:
      'A PeerAuthentication with a selector is ignored in the root namespace',
    message:
      "{policy} selects pods of {service}, but stands in the mesh's root namespace, where selectors have no effect: nobody follows it.",
  },
  IP0302: {
    name: 'PortsWithoutSelector',
    severity: 'warning',
    title: 'Port levels of a PeerAuthentication without a selector are ignored',
    message:
      '{policy} has a mode of its own for port {ports} of {service}, which counts only beside a selector: it is ignored.',
  },
  IP0303: {
    name: 'NewerPolicyIgnored',
    severity: 'warning',
    title: 'A PeerAuthentication is ignored for an older one',
    message:
      '{policy} was meant for {service} too, but {older} is older and of the same level: only that one counts, with all that it says and leaves out.',
  },
  IP0304: {
    name: 'DisableAboveStrict',
    severity: 'error',
    title: 'DISABLE above STRICT breaks clients of the mesh',
    message:
      '{above} says DISABLE, so clients of the mesh send plaintext to {service}; {below} says STRICT for port {port}, which refuses that.',
  },
  IP0305: {
    name: 'DisableOnHeadless',
    severity: 'error',
    title: 'DISABLE of a workload is not honoured for a headless Service',
    message:
      '{policy} says DISABLE for port {port} of {service}, a headless Service: clients of the mesh send mTLS all the same, and nobody there reads it.',
  },
  IP0306: {
    name: 'ServicePortInPolicy',
    severity: 'warning',
    title: "A PeerAuthentication names the Service's port instead of the pod's",
    message:
      '{policy} has a mode for port {port}, the number of {service} itself; its pods listen on {target}, and that is the number to write.',
  },
  IP0307: {
    name: 'DisableInAmbient',
    severity: 'info',
    title: 'DISABLE means something else in ambient mode',
    message:
      '{policy} says DISABLE for port {port} of {service}. A ztunnel does not switch mTLS off: the port is {mode}.',
  },
  IP0308: {
    name: 'PolicyOnGateway',
    severity: 'info',
    title: 'A PeerAuthentication has no effect on an Istio gateway',
    message:
      '{policy} selects the Istio gateway in front of {service}. What a gateway asks of its clients is in its Gateway alone.',
  },
  IP0309: {
    name: 'PolicySelectsNothing',
    severity: 'warning',
    title: 'A PeerAuthentication selects no pod',
    message:
      '{policy} shares a label with {service} and fits none of the pods in the namespace: it protects nothing.',
  },
  IP0310: {
    name: 'TlsWithoutCa',
    severity: 'warning',
    title: 'TLS is originated without a CA to check the other side by',
    message:
      '{rule} starts {mode} TLS towards port {port} of {service} and names no CA certificates: whoever answers is believed, or checked against public CAs at best.',
    istio: ['IST0128', 'IST0129'],
  },
  IP0311: {
    name: 'RuleAgainstStrict',
    severity: 'error',
    title: 'A DestinationRule makes clients send what a STRICT port refuses',
    message:
      '{rule} says {mode} for clients of {service}, whose port {port} accepts mTLS of the mesh only: their connections are closed.',
  },
  IP0312: {
    name: 'MtlsToOutsiders',
    severity: 'error',
    title: 'A DestinationRule demands mTLS of endpoints outside the mesh',
    message:
      '{rule} says ISTIO_MUTUAL for {service}, and {outside} of {ready} ready endpoints have no proxy: connections to those fail.',
  },
  IP0313: {
    name: 'SubsetSelectsNothing',
    severity: 'warning',
    title: 'A subset of a DestinationRule fits no pod',
    message:
      'Subset {subset} of {rule} fits no pod of {service}: whatever is routed to it gets a 503.',
    istio: ['IST0173'],
  },
  IP0314: {
    name: 'RuleForUnknownHost',
    severity: 'warning',
    title: 'A DestinationRule is for a host that does not exist',
    message:
      '{rule} is for host {host}, by which nobody knows {service}: it has no effect.',
    istio: ['IST0174'],
  },
  IP0315: {
    name: 'LabelledOutOfMtls',
    severity: 'error',
    title: 'Pods demand mTLS that their label tells clients not to send',
    message:
      '{pod} has {label}, so clients of the mesh send it plaintext; port {port} of {service} is STRICT and refuses that.',
  },
  IP0316: {
    name: 'SeveralSidecars',
    severity: 'warning',
    title: 'Several Sidecars claim the ingress controller',
    message:
      '{sidecars} are all for the pods of {edge}. {followed} is followed, being the oldest, and nothing promises that it stays so.',
    istio: ['IST0110', 'IST0111'],
  },
  IP0317: {
    name: 'SidecarWithoutSidecar',
    severity: 'info',
    title: 'A Sidecar has no effect in ambient mode',
    message:
      '{sidecar} selects {pod}, whose traffic is carried by a ztunnel: nobody follows it.',
    istio: ['IST0167'],
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
    message: '{service} has no ready endpoint: {why}.',
  },
  IP0403: {
    name: 'PortNotCaptured',
    severity: 'error',
    title: 'STRICT is not enforced on a port that is not captured',
    message:
      'Port {port} of {service} is STRICT by its policies, and no proxy is there to enforce it. {why}',
  },
  IP0404: {
    name: 'InjectionBlocked',
    severity: 'warning',
    title: 'The pod cannot get into the mesh as it is',
    message: '{pod} is outside the mesh. {by} {why} A restart will not help.',
  },
  IP0405: {
    name: 'RestartForSidecar',
    severity: 'warning',
    title: 'The pod is older than the wish to have it in the mesh',
    message:
      '{pod} is outside the mesh. {by} Nothing forbids it: pods get into the mesh when they are made, so restart it.',
    istio: ['IST0103'],
  },
  IP0406: {
    name: 'InjectionLabelsContradict',
    severity: 'warning',
    title: 'A namespace asks for the mesh in two ways',
    message:
      'Namespace {namespace} is labelled {labels}: only one of them counts, and not everybody knows which.',
    istio: ['IST0123'],
  },
  IP0407: {
    name: 'PortNameContradicts',
    severity: 'warning',
    title: 'A port is named against its protocol',
    message:
      'Port {port} of {service} is {protocol} to Istio, since {because}, but {against}.',
  },
  IP0408: {
    name: 'PortWithoutProtocol',
    severity: 'info',
    title: 'Istio has to guess the protocol of a port',
    message:
      'Istio looks at the first bytes on port {port} of {service}, since {name}. To such a port a sidecar goes by the address that is dialled, whatever the Host.',
    istio: ['IST0118'],
  },
  IP0409: {
    name: 'ProtocolsDiffer',
    severity: 'warning',
    title: 'Two Services name different protocols for one port of a pod',
    message:
      '{service} takes port {target} of its pods for {protocol}, and {other} takes it for {others}: only the older one of the two is believed.',
    istio: ['IST0116'],
  },
  IP0410: {
    name: 'RunsAsProxyUser',
    severity: 'warning',
    title: "A container runs as the sidecar's own user",
    message:
      'Container {container} of {pod} runs as user or group 1337, which the redirection takes for the sidecar itself: nothing that it sends is captured.',
    istio: ['IST0144'],
  },
  IP0411: {
    name: 'ProbeMeetsStrictPort',
    severity: 'error',
    title: 'A health check of the kubelet meets a STRICT port',
    message:
      'The {probe} of container {container} in {pod} asks port {port}, which accepts mTLS only, and the kubelet has no certificate: the pod does not get ready, or is restarted.',
  },
  IP0412: {
    name: 'MisplacedAnnotation',
    severity: 'warning',
    title: 'An annotation of pods stands where nobody reads it',
    message:
      '{name} is an annotation of pods, and stands as {place} on {object}: it has no effect there.',
    istio: ['IST0107'],
  },
  IP0413: {
    name: 'InvalidCaptureList',
    severity: 'warning',
    title: 'A list of what to capture cannot be read',
    message:
      'The annotation {annotation} of {pod} says "{value}", which is no list that the injector takes.',
    istio: ['IST0125'],
  },
  IP0414: {
    name: 'WebhookMeetsStrictPort',
    severity: 'error',
    title: 'The API server calls a STRICT port',
    message:
      '{webhook} makes the API server call port {port} of {service}, which accepts mTLS of the mesh only; the API server has no certificate for that.',
  },
  IP0415: {
    name: 'InjectorMissing',
    severity: 'error',
    title: 'The webhook that adds sidecars calls nobody',
    message:
      '{pod} asks for a sidecar, and {webhook}, which would add it, calls Service {missing}, which is not there: a restart does not help, and new pods may not be made at all.',
    istio: ['IST0139'],
  },
  IP0416: {
    name: 'InjectorsOverlap',
    severity: 'warning',
    title: 'Several webhooks add a sidecar to one pod',
    message:
      '{injectors} are all asked to add a sidecar to {pod}: it may be injected twice, or by the wrong version.',
    istio: ['IST0139'],
  },
  IP0417: {
    name: 'ServerSpeaksFirst',
    severity: 'warning',
    title: 'A PERMISSIVE sidecar waits for a client that waits for the server',
    message:
      'By its number, port {port} of {service} speaks {protocol}, in which the server begins. It is PERMISSIVE, and the sidecar looks at the first bytes of the client to tell mTLS from plaintext: whoever comes in plaintext is let in, and hears nothing.',
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
  IP0702: {
    name: 'RedirectedToHttps',
    severity: 'error',
    title: 'The gateway sends the plain HTTP of the edge back to https',
    message:
      '{sender} ends the TLS of its clients and speaks plain HTTP to an Istio gateway that redirects to https: clients of {service} go in a circle.',
  },
  IP0703: {
    name: 'GatewayMissing',
    severity: 'error',
    title: 'A route names a Gateway that is not there',
    message:
      '{route}, which leads to {service}, names {gateway}, which is not there.',
    istio: ['IST0101'],
  },
  IP0704: {
    name: 'HostNotInGateway',
    severity: 'error',
    title: 'A route and its Gateway have no host in common',
    message:
      '{route}, which leads to {service}, is for {hosts}; {gateway} serves none of that.',
    istio: ['IST0132'],
  },
  IP0705: {
    name: 'GatewaySelectsNothing',
    severity: 'error',
    title: 'A Gateway selects no pods',
    message:
      '{gateway}, to which {route} is bound, selects no Istio gateway: {service} cannot be reached by it.',
    istio: ['IST0101'],
  },
  IP0706: {
    name: 'GatewayPortClosed',
    severity: 'warning',
    title: 'A port of a Gateway is closed to the outside',
    message:
      '{gateway}, in front of {service}, listens to port {port}, which {fronts} does not have.',
    istio: ['IST0162'],
  },
  IP0707: {
    name: 'DestinationPort',
    severity: 'error',
    title: 'A route does not say to which port',
    message:
      '{route} names {named} of {service}, which has {ports}: what is routed there gets a 503.',
    istio: ['IST0112'],
  },
  IP0708: {
    name: 'RouteCircle',
    severity: 'error',
    title: 'A route leads back to where it came from',
    message:
      '{route} leads from {edge} to where its requests come from: what takes it goes in a circle and never reaches {service}.',
  },
  IP0709: {
    name: 'GatewaysConflict',
    severity: 'warning',
    title: 'Two Gateways serve one host at one port',
    message:
      '{gateway} and {other} both serve {host} at port {port} of the same pods: of their settings only those of the older one count for {service}.',
    istio: ['IST0138', 'IST0145'],
  },
  IP0710: {
    name: 'MeshHostsConflict',
    severity: 'warning',
    title: 'Two VirtualServices of the mesh are for one host',
    message:
      '{routes} are all for {service} inside the mesh: one of them is followed, and nothing promises which.',
    istio: ['IST0109'],
  },
  IP0711: {
    name: 'AliasPortUnnamed',
    severity: 'warning',
    title: 'A port of an ExternalName is not known as HTTP',
    message:
      '{alias}, another name of {service}, has port {port}, which is {protocol} to Istio: a sidecar claims that port for it on every address.',
    istio: ['IST0150'],
  },
  IP0712: {
    name: 'GatewayNotInjected',
    severity: 'error',
    title: 'A gateway pod was never injected',
    message:
      '{pod}, which {gateway} selects, waits for the injector to fill in its image: it cannot run, and {service} cannot be reached by it.',
    istio: ['IST0146', 'IST0147'],
  },
  IP0713: {
    name: 'DestinationUnknown',
    severity: 'error',
    title: 'A route leads to a name that nobody has',
    message:
      '{route} leads to {host}, by which nobody knows {service}: Istio takes a name with a dot for a full one, and one without for one of its own namespace.',
    istio: ['IST0101'],
  },
  IP0714: {
    name: 'RouteRefused',
    severity: 'error',
    title: 'A controller refuses a route',
    message:
      '{controller} reports of {route}, which leads to {service}, that {what} is {value}: {reason}.',
    istio: ['IST0171'],
  },
  IP0715: {
    name: 'GatewayRefusesEdge',
    severity: 'error',
    title: 'The Istio gateway refuses the ingress controller',
    message:
      '{sender} leads to an Istio gateway in front of {service}, which closes the connection: {why}.',
  },
  IP0716: {
    name: 'InternalGatewayNamed',
    severity: 'warning',
    title: 'A VirtualService names a gateway that Istio made for itself',
    message:
      '{route}, which leads to {service}, names {gateway}: Istio makes that of a Gateway of the Gateway API, and may call it otherwise in another version.',
    istio: ['IST0165'],
  },
  IP0717: {
    name: 'RoutePortMissing',
    severity: 'error',
    title: 'A route leads to a port that the Service does not have',
    message:
      '{route} leads to port {port} of {service}, which has {ports} and no such port: its requests get no further than the edge.',
  },
  IP0718: {
    name: 'RouteLeftOut',
    severity: 'warning',
    title: 'An edge makes nothing of a route',
    message:
      '{edge} makes nothing of {route}, or of a rule of it, which leads to {service}: {why}.',
  },
  IP0719: {
    name: 'ReferenceNotGranted',
    severity: 'error',
    title: 'A route may not lead into another namespace',
    message:
      '{route} leads to {service} in namespace {namespace}, and no ReferenceGrant there lets it: what it would lead there is turned away.',
    istio: ['IST0171'],
  },
  IP0720: {
    name: 'IstioGatewayMissing',
    severity: 'error',
    title: 'No Istio gateway is there to serve a route',
    message:
      '{route}, which leads to {service}, is for Istio to serve: of {gateway} it makes a gateway for {wanted}, and none is there.',
  },
  IP0721: {
    name: 'ListenerNotServed',
    severity: 'error',
    title: 'A route attaches to a listener that is not served',
    message:
      '{route}, which leads to {service}, attaches to {listener}, which is not served: {why}.',
  },
} as const satisfies Readonly<Record<string, FindingMessage>>;

export type FindingCode = keyof typeof findingMessages;

/** Codes of all findings, in order. */
export const findingCodes = Object.keys(findingMessages) as FindingCode[];

export function messageOf(code: FindingCode): FindingMessage {
  return findingMessages[code];
}
