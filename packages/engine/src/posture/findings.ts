import type { FindingRule, Raised } from './finding';
import { ip0101 } from './findings/ip0101PlaintextAccepted';
import { ip0102 } from './findings/ip0102PlaintextToStrict';
import { ip0103 } from './findings/ip0103TlsRefused';
import { ip0104 } from './findings/ip0104MtlsUnreadable';
import { ip0105 } from './findings/ip0105NowhereToSend';
import { ip0106 } from './findings/ip0106StillPermissive';
import { ip0201 } from './findings/ip0201EdgeOutsideMesh';
import { ip0202 } from './findings/ip0202HostDoesNotMatch';
import { ip0203 } from './findings/ip0203PodIpRouting';
import { ip0204 } from './findings/ip0204CloudWithoutMtls';
import { ip0205 } from './findings/ip0205InboundRedirectionOn';
import { ip0206 } from './findings/ip0206ClientsLockedOut';
import { ip0207 } from './findings/ip0207EndpointResolver';
import { ip0401 } from './findings/ip0401PartlyInMesh';
import { ip0402 } from './findings/ip0402NoReadyEndpoint';
import { ip0501 } from './findings/ip0501NotReadable';
import { ip0502 } from './findings/ip0502Inferred';
import { ip0503 } from './findings/ip0503IgnoresNothing';
import { ip0601 } from './findings/ip0601VendorEndOfLife';
import { ip0701 } from './findings/ip0701PlainToGateway';
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
  ip0201,
  ip0202,
  ip0203,
  ip0204,
  ip0205,
  ip0206,
  ip0207,
  ip0401,
  ip0402,
  ip0501,
  ip0502,
  ip0503,
  ip0601,
  ip0701,
];

const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** What is to be said of a service, worst first, then by code; what is silenced stays in the list. */
export function findingsOf(facts: ServiceFacts): readonly Finding[] {
  return severities.flatMap(severity =>
    findingRules
      .filter(rule => rule.severity === severity)
      .flatMap(rule => rule.detect(facts).map(raise(facts, rule))),
  );
}

function raise(facts: ServiceFacts, rule: FindingRule) {
  return (raised: Raised): Finding => {
    const silenced = silencedBy(facts, rule, raised);
    const { about: _, ...found } = raised;
    const { code, severity, title } = rule;
    return { code, severity, title, ...found, ...(silenced && { silenced }) };
  };
}
