import type { FindingRule, Raised } from './finding';
import { ip0101 } from './findings/ip0101PlaintextAccepted';
import { ip0102 } from './findings/ip0102PlaintextToStrict';
import { ip0103 } from './findings/ip0103TlsRefused';
import { ip0104 } from './findings/ip0104MtlsUnreadable';
import { ip0105 } from './findings/ip0105NowhereToSend';
import { ip0106 } from './findings/ip0106StillPermissive';
import { ip0107 } from './findings/ip0107WaypointPassedBy';
import { ip0108 } from './findings/ip0108NetworkPolicyInTheWay';
import { ip0109 } from './findings/ip0109RefusedByPolicy';
import { ip0110 } from './findings/ip0110AskedInVain';
import { ip0201 } from './findings/ip0201EdgeOutsideMesh';
import { ip0202 } from './findings/ip0202HostDoesNotMatch';
import { ip0203 } from './findings/ip0203PodIpRouting';
import { ip0204 } from './findings/ip0204CloudWithoutMtls';
import { ip0205 } from './findings/ip0205InboundRedirectionOn';
import { ip0206 } from './findings/ip0206ClientsLockedOut';
import { ip0207 } from './findings/ip0207EndpointResolver';
import { ip0208 } from './findings/ip0208AnnotationOfAnotherVendor';
import { ip0209 } from './findings/ip0209ClassClaimedTwice';
import { ip0210 } from './findings/ip0210OutboundNotCaptured';
import { ip0211 } from './findings/ip0211MeshClientsOfEdge';
import { ip0212 } from './findings/ip0212EmptyPortsLost';
import { ip0213 } from './findings/ip0213AutoMtlsOff';
import { ip0214 } from './findings/ip0214ServiceNotVisible';
import { ip0215 } from './findings/ip0215HealthCheckAtStrictPort';
import { ip0216 } from './findings/ip0216LookalikeProxy';
import { ip0301 } from './findings/ip0301SelectorInRootNamespace';
import { ip0302 } from './findings/ip0302PortsWithoutSelector';
import { ip0303 } from './findings/ip0303NewerPolicyIgnored';
import { ip0304 } from './findings/ip0304DisableAboveStrict';
import { ip0305 } from './findings/ip0305DisableOnHeadless';
import { ip0306 } from './findings/ip0306ServicePortInPolicy';
import { ip0307 } from './findings/ip0307DisableInAmbient';
import { ip0308 } from './findings/ip0308PolicyOnGateway';
import { ip0309 } from './findings/ip0309PolicySelectsNothing';
import { ip0310 } from './findings/ip0310TlsWithoutCa';
import { ip0311 } from './findings/ip0311RuleAgainstStrict';
import { ip0312 } from './findings/ip0312MtlsToOutsiders';
import { ip0313 } from './findings/ip0313SubsetSelectsNothing';
import { ip0314 } from './findings/ip0314RuleForUnknownHost';
import { ip0315 } from './findings/ip0315LabelledOutOfMtls';
import { ip0316 } from './findings/ip0316SeveralSidecars';
import { ip0317 } from './findings/ip0317SidecarWithoutSidecar';
import { ip0401 } from './findings/ip0401PartlyInMesh';
import { ip0402 } from './findings/ip0402NoReadyEndpoint';
import { ip0403 } from './findings/ip0403PortNotCaptured';
import { ip0404 } from './findings/ip0404InjectionBlocked';
import { ip0405 } from './findings/ip0405RestartForSidecar';
import { ip0406 } from './findings/ip0406InjectionLabelsContradict';
import { ip0407 } from './findings/ip0407PortNameContradicts';
import { ip0408 } from './findings/ip0408PortWithoutProtocol';
import { ip0409 } from './findings/ip0409ProtocolsDiffer';
import { ip0410 } from './findings/ip0410RunsAsProxyUser';
import { ip0411 } from './findings/ip0411ProbeMeetsStrictPort';
import { ip0412 } from './findings/ip0412MisplacedAnnotation';
import { ip0413 } from './findings/ip0413InvalidCaptureList';
import { ip0414 } from './findings/ip0414WebhookMeetsStrictPort';
import { ip0415 } from './findings/ip0415InjectorMissing';
import { ip0416 } from './findings/ip0416InjectorsOverlap';
import { ip0417 } from './findings/ip0417ServerSpeaksFirst';
import { ip0501 } from './findings/ip0501NotReadable';
import { ip0502 } from './findings/ip0502Inferred';
import { ip0503 } from './findings/ip0503IgnoresNothing';
import { ip0601 } from './findings/ip0601VendorEndOfLife';
import { ip0701 } from './findings/ip0701PlainToGateway';
import { ip0702 } from './findings/ip0702RedirectedToHttps';
import { ip0703 } from './findings/ip0703GatewayMissing';
import { ip0704 } from './findings/ip0704HostNotInGateway';
import { ip0705 } from './findings/ip0705GatewaySelectsNothing';
import { ip0706 } from './findings/ip0706GatewayPortClosed';
import { ip0707 } from './findings/ip0707DestinationPort';
import { ip0708 } from './findings/ip0708RouteCircle';
import { ip0709 } from './findings/ip0709GatewaysConflict';
import { ip0710 } from './findings/ip0710MeshHostsConflict';
import { ip0711 } from './findings/ip0711AliasPortUnnamed';
import { ip0712 } from './findings/ip0712GatewayNotInjected';
import { ip0713 } from './findings/ip0713DestinationUnknown';
import { ip0714 } from './findings/ip0714RouteRefused';
import { ip0715 } from './findings/ip0715GatewayRefusesEdge';
import { ip0716 } from './findings/ip0716InternalGatewayNamed';
import { ip0717 } from './findings/ip0717RoutePortMissing';
import { ip0718 } from './findings/ip0718RouteLeftOut';
import { ip0719 } from './findings/ip0719ReferenceNotGranted';
import { ip0720 } from './findings/ip0720IstioGatewayMissing';
import { ip0721 } from './findings/ip0721ListenerNotServed';
import type { ServiceFacts } from './serviceFacts';
import type { Finding, Severity } from './servicePosture';
import { silencedBy } from './silenced';

/** Every finding there is, by code. */
export const findingRules: readonly FindingRule[] = [
  ip0101,
  ip0102,
  ip0103,
  ip0104,
  ip0105,
  ip0106,
  ip0107,
  ip0108,
  ip0109,
  ip0110,
  ip0201,
  ip0202,
  ip0203,
  ip0204,
  ip0205,
  ip0206,
  ip0207,
  ip0208,
  ip0209,
  ip0210,
  ip0211,
  ip0212,
  ip0213,
  ip0214,
  ip0215,
  ip0216,
  ip0301,
  ip0302,
  ip0303,
  ip0304,
  ip0305,
  ip0306,
  ip0307,
  ip0308,
  ip0309,
  ip0310,
  ip0311,
  ip0312,
  ip0313,
  ip0314,
  ip0315,
  ip0316,
  ip0317,
  ip0401,
  ip0402,
  ip0403,
  ip0404,
  ip0405,
  ip0406,
  ip0407,
  ip0408,
  ip0409,
  ip0410,
  ip0411,
  ip0412,
  ip0413,
  ip0414,
  ip0415,
  ip0416,
  ip0417,
  ip0501,
  ip0502,
  ip0503,
  ip0601,
  ip0701,
  ip0702,
  ip0703,
  ip0704,
  ip0705,
  ip0706,
  ip0707,
  ip0708,
  ip0709,
  ip0710,
  ip0711,
  ip0712,
  ip0713,
  ip0714,
  ip0715,
  ip0716,
  ip0717,
  ip0718,
  ip0719,
  ip0720,
  ip0721,
];

const severities: readonly Severity[] = ['error', 'warning', 'info'];

const worstFirst = severities.flatMap(severity =>
  findingRules.filter(rule => rule.severity === severity),
);

/** What is to be said of a service, worst first, then by code; what is silenced stays in the list. */
export function findingsOf(facts: ServiceFacts): readonly Finding[] {
  return worstFirst.flatMap(rule => rule.detect(facts).map(raise(facts, rule)));
}

function raise(facts: ServiceFacts, rule: FindingRule) {
  return (raised: Raised): Finding => {
    const silenced = silencedBy(facts, rule, raised);
    const { about: _, ...found } = raised;
    const { code, severity, title } = rule;
    return { code, severity, title, ...found, ...(silenced && { silenced }) };
  };
}
