/** What is so, on top of the tab. */
export const verdict = {
  noPath: 'No path from outside.',
  onePathGood: 'Its one path from outside arrives over Istio mTLS.',
  onePathBad: 'Its one path from outside does not arrive over Istio mTLS.',
  paths_one:
    '{{count}} of {{total}} paths from outside arrives over Istio mTLS.',
  paths_other:
    '{{count}} of {{total}} paths from outside arrive over Istio mTLS.',
  mode: 'Mode: {{mode}}.',
  partial: 'Only {{inMesh}} of {{ready}} endpoints are in the mesh.',
  lasts: 'It has been {{posture}} for {{age}}.',
  cluster: 'The cluster it was read from',
  services: 'Services of this entity',
  print: 'Print',
} as const;

/** How traffic gets here. */
export const paths = {
  title: 'How traffic gets here',
  hint: 'open a box or a line for its evidence',
  none: 'No Ingress, gateway, load balancer or node port leads to {{service}}: only clients inside the cluster reach it.',
  asText: 'Show as text',
  hideText: 'Hide text',
  list: 'Paths as text',
  path: '{{mode}}, by {{route}}: {{sentence}}',
  purpose: '{{purpose}} for {{route}}',
  pathHost: '{{mode}}, by {{route}}, host {{host}}: {{sentence}}',
  ends: '{{from}} to {{to}}',
  hop: '{{ends}}: {{details}}.',
  saveSvg: 'SVG',
  savePng: 'PNG',
  saveAs: 'Save the diagram as {{format}}',
  unfold: '{{label}}: show one by one',
  fold: 'Bundle routes',
} as const;

/** The picture of the paths. */
export const diagram = {
  name: 'Diagram of the paths into {{service}}',
  clients: 'Clients',
  anyHost: 'any host',
  outside: 'outside the cluster',
  podsReady: '{{ready}} of {{total}} pods ready',
  host: 'Host {{host}}',
  accepts: 'accepts {{what}}',
  acceptsMode: 'accepts {{what}}: {{mode}}',
  showEvidence: '{{name}}: show evidence',
  showDetails: '{{name}}: show details',
  cluster: 'cluster {{name}}',
  mesh: 'mesh',
  more: '{{first}} +{{others}}',
} as const;

/** The side panel of a box or a line. */
export const detail = {
  wire: 'Wire',
  certainty: 'Certainty',
  addressing: 'Addressing',
  dials: 'Dials',
  port: 'port {{port}}',
  hostSent: 'Host sent',
  protocol: 'Protocol',
  counts: 'Counts',
  setsPosture: 'sets the posture',
  onlyDrawn: 'drawn, but does not set the posture',
  why: 'Why',
  arrives: 'Where it arrives',
  object: 'Object',
  vendor: 'Vendor',
  inMesh: 'In the mesh',
  pods: 'Pods',
  podsReady: '{{ready}} of {{total}} ready',
  fact: 'Fact',
  hosts: 'Hosts',
  routes: 'Routes',
  portTitle: 'Port {{port}} → pod port {{target}}',
  unresolved: 'unresolved',
  readFrom: 'What it was read from',
  nothingRead:
    'No object says anything about it: it is judged by what leads to it.',
} as const;

/** What a verdict was read from. */
export const evidence = {
  absent: 'is absent',
  revision: 'rev {{revision}}',
  excerpt: 'Excerpt of {{object}}',
  absentHere: 'absent: nothing stands here',
  readAs: 'read as: {{value}}',
  copyExcerpt: 'Copy excerpt',
  showExcerpt: 'YAML of {{object}}',
  place: '{{file}}, line {{line}}',
  newPlace: 'in any file of the folder',
} as const;

/** The evidence trail. */
export const why = {
  titleOne: 'Why it is {{posture}}',
  title: 'Why {{path}} is {{posture}}',
  note: 'in reading order, each with what it was read from',
  notePorts: 'no path from outside: the ports decide',
  portMode: 'Port {{port}} (pod port {{target}}) is {{mode}}.',
  portUnmeshed: 'Port {{port}}: no ready endpoint is in the mesh.',
  via: '{{what}} via {{edge}}',
  viaMore_one: '{{what}} and {{count}} more via {{edge}}',
  viaMore_other: '{{what}} and {{count}} more via {{edge}}',
  allAlike_one: 'The same is so of {{count}} path',
  allAlike_other: 'The same is so of {{count}} paths',
  rule: 'Rule: {{source}}',
  sure: 'How sure this is',
  sureProven:
    'Nothing is left to guess: every step was read from the cluster, and each follows a rule that is named.',
  sureLeansOn: 'It leans on:',
  sureRaise: 'What would raise it:',
  raiseRead: 'Let the reader see {{kinds}} of {{cluster}}.',
  raiseFresh: 'Get {{cluster}} followed again: {{why}}',
  raiseStated:
    'Settle each point above in the cluster’s objects: what is stated there need not be deduced.',
} as const;

/** Remedies. */
export const remedies = {
  title: 'What to do',
  note: 'proven: applied to a copy of the cluster’s state and judged again',
  nothing: 'Nothing: every path arrives encrypted.',
  none: 'No remedy is known for this case. The reasons above say what stands in the way.',
  unmended:
    'None of these mends what is broken now: {{findings}}. The reasons above and the findings say what it was read from.',
  pending:
    'Remedies are being worked out and proven; they appear here by themselves.',
  reaches: 'reaches',
  aimsAt: 'aims at',
  proven: 'proven',
  provenMeaning:
    'Applied step by step to a copy of the cluster’s state; after the last one this posture was reached, and nothing broke on the way.',
  advice: 'advice',
  notProven: 'Not proven: {{missing}}',
  show: 'Show',
  hide: 'Hide',
  showOf: 'Show the steps of: {{title}}',
  hideOf: 'Hide the steps of: {{title}}',
  steps: 'Steps',
  yamlFor: 'YAML for {{object}}',
  command: 'Command',
  copyYaml: 'Copy YAML',
  copyPatch: 'Copy patch',
  copyCommand: 'Copy kubectl command',
  apply: 'Apply',
  verify: 'Verify',
  undo: 'Undo',
  then: 'Then',
  pageShows: 'this page shows',
  pageStillShows: 'this page still shows',
  prints: 'It prints: {{output}}',
  pullRequest: 'Open pull request',
  pullRequestOf: 'Open pull request: {{title}}',
  compare: 'Before and after',
  compareOf: 'Before and after: {{title}}',
  before: 'Before',
  after: 'After all steps',
  comparing: 'Working out how it would be',
} as const;

/** What a step changes, line by line. */
export const diff = {
  shownAs: 'Show the change as',
  diff: 'Diff',
  patch: 'Patch',
  yaml: 'YAML',
  of: 'Changes to {{object}}. Lines removed: {{removed}}, lines added: {{added}}',
  added: 'added:',
  removed: 'removed:',
} as const;

/** Ports and findings. */
export const aside = {
  ports: 'Ports',
  noPorts: 'The Service has no ports.',
  service: 'Service',
  pod: 'Pod',
  protocol: 'Protocol',
  accepts: 'Accepts',
  findings: 'Findings',
  noFindings: 'Nothing to report.',
  times_one: 'found {{count}} time',
  times_other: 'found {{count}} times',
  silenced: 'silenced',
  silencedBy: 'Silenced by {{by}}: {{reason}}',
  silencedCount_one: '{{count}} silenced finding',
  silencedCount_other: '{{count}} silenced findings',
} as const;

/** Ask a connection. */
export const connect = {
  title: 'Ask a connection',
  ask: 'Ask a connection',
  askThis: 'Ask this connection',
  intro:
    'Say who dials what; the engine says where it ends and why, by the rules of the cluster as it is now.',
  from: 'From',
  fromHelp: 'namespace/name of a pod or workload; empty: outside every mesh',
  address: 'Address',
  addressHelp: 'Host name, ClusterIP, pod IP or node IP',
  port: 'Port',
  host: 'Host header',
  hostHelp: 'empty: the address',
  protocol: 'Protocol',
  tls: 'TLS by the client',
  tlsNone: 'none',
  tlsPlain: 'TLS',
  tlsMutual: 'mutual TLS with a mesh identity',
  submit: 'Ask',
  failed: 'The connection could not be asked for in {{cluster}}: {{message}}',
  nowhere: 'ends at no pod',
  opened: 'Opened by {{from}}.',
  openedOutside: 'Opened by a client outside every mesh.',
  ends_one: 'It ends at one place:',
  ends_other: 'It can end at {{count}} places:',
  needsPort: 'A port from 1 to 65535',
  needsAddress: 'Needed',
} as const;

/** Systems, Domains and Groups. */
export const summary = {
  title: 'Ingress of what it owns',
  all: 'All of them on the fleet page',
  none: 'No service of a cluster belongs to it.',
  noneHelp:
    'Services are counted by the owner and the system of the entity that claims them.',
  broken_one: '{{count}} service is broken now',
  broken_other: '{{count}} services are broken now',
  open_one: '{{count}} service takes plaintext or is outside the mesh',
  open_other: '{{count}} services take plaintext or are outside the mesh',
  good: 'No service is broken, in plaintext or outside the mesh.',
} as const;
