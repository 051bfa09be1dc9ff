import { english } from './en';
import { germanFindings } from './germanFindings';

type Nested<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Nested<T[K]>;
};

/**
 * Everything the plugin says, in German. Words that Istio and Kubernetes coin stay as they are, and so
 * do sentences that the engine makes of a cluster's objects; titles of findings are told by their codes.
 */
const german: Nested<typeof english> = {
  words: {
    posture: {
      rejected: {
        label: 'abgewiesen',
        meaning: 'Ein Weg funktioniert nicht: Clients bekommen Fehler.',
      },
      plaintext: {
        label: 'Klartext',
        meaning:
          'Eine Verbindung im Cluster ist im Klartext und wird angenommen.',
      },
      unmeshed: {
        label: 'außerhalb',
        meaning: 'Kein bereiter Endpunkt ist im Mesh.',
      },
      'app-tls': {
        label: 'App-TLS',
        meaning:
          'Jede Verbindung ist verschlüsselt, eine ohne Identität des Meshs.',
      },
      permissive: {
        label: 'permissiv',
        meaning:
          'Jeder Weg kommt mit Istio-mTLS an; Klartext würde auch angenommen.',
      },
      enforced: {
        label: 'erzwungen',
        meaning:
          'Jeder Weg kommt mit Istio-mTLS an; nichts anderes wird angenommen.',
      },
      unknown: {
        label: 'unbekannt',
        meaning: 'Es war nicht genug zu lesen, um es zu sagen.',
      },
    },
    mode: {
      standalone: {
        label: 'eigenständig',
        meaning: 'Ein fremder Edge sendet direkt an den Workload.',
      },
      chained: {
        label: 'verkettet',
        meaning: 'Ein fremder Edge sendet durch ein Istio-Gateway.',
      },
      'istio-gateway': {
        label: 'Istio-Gateway',
        meaning: 'Istios eigenes Gateway ist der Edge.',
      },
      mixed: { label: 'gemischt', meaning: 'Die Wege unterscheiden sich.' },
      'mesh-internal': {
        label: 'nur im Mesh',
        meaning: 'Im Mesh, kein Weg von außen.',
      },
      none: { label: 'keiner', meaning: 'Nicht im Mesh, kein Weg von außen.' },
      unknown: {
        label: 'unbekannt',
        meaning: 'Es war nicht genug zu lesen, um es zu sagen.',
      },
    },
    certainty: {
      proven: {
        label: 'bewiesen',
        meaning:
          'Jeder Schritt wurde im Cluster gelesen und folgt Istios Regeln.',
      },
      inferred: {
        label: 'erschlossen',
        meaning: 'Ein Schritt ist gefolgert, nicht gelesen.',
      },
      unknown: {
        label: 'unbekannt',
        meaning: 'Etwas Nötiges war nicht zu lesen.',
      },
    },
    wire: {
      'istio-mtls': {
        label: 'Istio-mTLS',
        meaning: 'Verschlüsselt, beide Enden mit einer Identität des Meshs.',
      },
      tls: {
        label: 'TLS',
        meaning: 'Von einem Proxy verschlüsselt, ohne Identität des Meshs.',
      },
      'app-tls': {
        label: 'App-TLS',
        meaning: 'Von der Anwendung verschlüsselt; das Mesh öffnet es nicht.',
      },
      plaintext: {
        label: 'Klartext',
        meaning: 'Für alle am Weg lesbar.',
      },
      none: {
        label: 'nichts gesendet',
        meaning: 'Nichts verlässt den ersten Proxy.',
      },
      unknown: {
        label: 'unbekannte Leitung',
        meaning: 'War nicht zu lesen.',
      },
    },
    outcome: {
      accepted: { label: 'angenommen', meaning: 'Das Ziel nimmt sie an.' },
      rejected: { label: 'abgewiesen', meaning: 'Das Ziel weist sie ab.' },
      unroutable: {
        label: 'geht ins Leere',
        meaning: 'Keine Route und kein Endpunkt führt sie weiter.',
      },
      redirected: {
        label: 'nach https umgeleitet',
        meaning: 'Wird mit einer Umleitung nach https beantwortet.',
      },
      unknown: { label: 'Ausgang unbekannt', meaning: 'War nicht zu lesen.' },
    },
    severity: {
      error: {
        label: 'Fehler',
        meaning:
          'Verkehr scheitert, oder die Sicherheit ist nicht, was die Objekte behaupten.',
      },
      warning: {
        label: 'Warnung',
        meaning: 'Klartext angenommen, brüchig oder ohne Support.',
      },
      info: { label: 'Hinweis', meaning: 'Gut zu wissen.' },
    },
    accepts: {
      'mtls-only': {
        label: 'nur mTLS',
        meaning: 'Nimmt Istio-mTLS an und nichts anderes.',
      },
      both: { label: 'beides', meaning: 'Nimmt Istio-mTLS und Klartext an.' },
      'plaintext-only': {
        label: 'nur Klartext',
        meaning: 'Kein Proxy nimmt hier Istio-mTLS an.',
      },
      unknown: { label: 'unbekannt', meaning: 'War nicht zu lesen.' },
    },
    freshness: {
      starting: {
        label: 'startet',
        meaning: 'Wird zum ersten Mal gelesen.',
      },
      synced: {
        label: 'aktuell',
        meaning: 'Vollständig gelesen und live verfolgt.',
      },
      stale: {
        label: 'veraltet',
        meaning: 'Wird verfolgt, aber etwas war nicht zu lesen.',
      },
      stopped: {
        label: 'angehalten',
        meaning: 'Nichts verfolgt ihn: gezeigt wird das zuletzt Bekannte.',
      },
    },
    addressing: {
      'service-vip': 'wählt den Service an',
      'pod-ip': 'wählt Pod-IPs an',
      'node-port': 'wählt Node-Ports an',
      external: 'von außen',
    },
    membership: {
      sidecar: 'Sidecar',
      ambient: 'ambient',
      none: 'kein Sidecar',
      mixed: 'teils im Mesh',
      unknown: 'Mesh unbekannt',
    },
    action: {
      patch: 'Ändern:',
      create: 'Anlegen:',
      restart: 'Neu starten:',
      delete: 'Löschen:',
    },
    role: {
      client: 'Clients außerhalb des Clusters',
      edge: 'Edge: nimmt den Verkehr der Clients an und leitet ihn weiter',
      gateway: 'Istio-Gateway hinter dem Edge',
      workload: 'Der Workload hinter dem Service',
    },
  },
  common: {
    copied: 'Kopiert',
    retry: 'Noch einmal',
    close: 'Einzelheiten schließen',
    evidence: 'Belege',
    asOf: 'Stand vor {{age}}',
    staleSince: 'veraltet seit {{time}}',
    notFollowed: 'der Cluster wird nicht verfolgt',
    count: {
      services_one: '{{count}} Service',
      services_other: '{{count}} Services',
      clusters_one: '{{count}} Cluster',
      clusters_other: '{{count}} Cluster',
      paths_one: '{{count}} Weg',
      paths_other: '{{count}} Wege',
      steps_one: '{{count}} Schritt',
      steps_other: '{{count}} Schritte',
      pods_one: '{{count}} Pod',
      pods_other: '{{count}} Pods',
      edges_one: '{{count}} Edge',
      edges_other: '{{count}} Edges',
    },
  },
  states: {
    loading: 'Lese die Befunde',
    failed: 'Das Backend ingress-posture hat die Befunde nicht geliefert',
    forbidden: 'Das dürfen Sie nicht sehen',
    forbiddenHelp:
      'Die Berechtigungen des Portals erlauben es nicht. Bitten Sie das Plattformteam um die Berechtigung, die die Meldung nennt.',
    notFound: 'Das gibt es nicht',
    notFoundHelp:
      'Vielleicht wurde es gelöscht oder umbenannt, seit es hier verlinkt wurde.',
    notNow: 'Das ist gerade nicht zu sagen',
    notNowHelp: 'Was die Cluster gerade tun, zeigt die Seite Cluster.',
    asksAgain: 'Die Seite fragt von selbst wieder nach.',
    askFailed:
      'Das Backend antwortet nicht mehr: {{message}}. Es folgt die letzte Antwort.',
    staleNotice:
      '{{why}} Es folgt, was zuletzt von {{cluster}} bekannt war, um {{time}}.',
    partial:
      '{{names}} war nicht zu erreichen. Services der Entität, die dort sind, können fehlen oder veraltet sein.',
    starting_one:
      '{{names}} wird zum ersten Mal gelesen: seine Services erscheinen danach.',
    starting_other:
      '{{names}} werden zum ersten Mal gelesen: ihre Services erscheinen danach.',
    unreadableTitle: 'Von {{cluster}} war nicht alles zu lesen',
    unreadable: 'Was davon abhängt, ist als unbekannt gezeigt.',
    rules: 'RBAC-Regeln für die ClusterRole des Lesers',
    rulesLabel: 'RBAC-Regeln zum Ergänzen',
    copyRules: 'Regeln kopieren',
    invalidAnnotation:
      'Die Annotation, die ihre Services nennt, ist nicht zu lesen',
    bindingProblems:
      'Ein Teil dessen, was ihre Annotationen verlangen, wurde nicht gefunden',
    contested:
      'Mehrere Entitäten beanspruchen diesen Service mit gleichem Recht',
    contestedHelp:
      'Er zählt zur ersten. Um es zu entscheiden, ihn bei der nennen, zu der er gehört:',
    noMatch: 'Kein Service passt zu dieser Entität',
    unknownCluster: 'Es gibt keinen Cluster „{{cluster}}“',
    knownClusters:
      'Die Annotation backstage.io/kubernetes-cluster kann einen von diesen nennen oder fehlen:',
    noClusters:
      'Kein Cluster ist eingerichtet: siehe ingressPosture.clusters in app-config.yaml.',
    addLabel: 'Geben Sie dem Service oder seinen Pods dieses Label:',
    labelToAdd: 'Label zum Ergänzen',
    copyLabel: 'Label kopieren',
    noAnnotation: 'Noch verbindet nichts diese Entität mit einem Service',
    addAnnotation: 'Ergänzen Sie in ihrer catalog-info.yaml:',
    annotationToAdd: 'Annotation zum Ergänzen',
    copyAnnotation: 'Annotation kopieren',
    andLabel:
      'und geben Sie ihrem Service oder dessen Pods das Label mit gleichem Namen und Wert:',
    otherAnnotations:
      '{{names}} tun es auch; {{cluster}} beschränkt die Suche auf einen Cluster.',
  },
  card: {
    title: 'Ingress',
    link: 'Wie Verkehr hierher kommt, warum, und was zu tun ist',
    worstOf: 'der schlechteste von {{number}} Services',
  },
  verdict: {
    noPath: 'Kein Weg von außen.',
    onePathGood: 'Der eine Weg von außen kommt mit Istio-mTLS an.',
    onePathBad: 'Der eine Weg von außen kommt nicht mit Istio-mTLS an.',
    paths_one:
      '{{count}} von {{total}} Wegen von außen kommt mit Istio-mTLS an.',
    paths_other:
      '{{count}} von {{total}} Wegen von außen kommen mit Istio-mTLS an.',
    mode: 'Modus: {{mode}}.',
    partial: 'Nur {{inMesh}} von {{ready}} Endpunkten sind im Mesh.',
    lasts: 'So ist es seit {{age}}: {{posture}}.',
    cluster: 'Der Cluster, aus dem es gelesen wurde',
    services: 'Services dieser Entität',
    print: 'Drucken',
  },
  paths: {
    title: 'Wie Verkehr hierher kommt',
    hint: 'Kästen und Linien öffnen ihre Belege',
    none: 'Kein Ingress, Gateway, Load Balancer oder Node-Port führt zu {{service}}: nur Clients im Cluster erreichen ihn.',
    asText: 'Als Text zeigen',
    hideText: 'Text verbergen',
    list: 'Wege als Text',
    path: '{{mode}}, durch {{route}}: {{sentence}}',
    purpose: '{{purpose}} für {{route}}',
    pathHost: '{{mode}}, durch {{route}}, Host {{host}}: {{sentence}}',
    ends: '{{from}} zu {{to}}',
    hop: '{{ends}}: {{details}}.',
    saveSvg: 'SVG',
    savePng: 'PNG',
    saveAs: 'Das Diagramm als {{format}} sichern',
    unfold: '{{label}}: einzeln zeigen',
    fold: 'Routen bündeln',
  },
  diagram: {
    name: 'Diagramm der Wege zu {{service}}',
    clients: 'Clients',
    anyHost: 'jeder Host',
    outside: 'außerhalb des Clusters',
    podsReady: '{{ready}} von {{total}} Pods bereit',
    host: 'Host {{host}}',
    accepts: 'nimmt an: {{what}}',
    acceptsMode: 'nimmt an: {{what}} ({{mode}})',
    showEvidence: '{{name}}: Belege zeigen',
    showDetails: '{{name}}: Einzelheiten zeigen',
    cluster: 'Cluster {{name}}',
    mesh: 'Mesh',
    more: '{{first}} +{{others}}',
  },
  detail: {
    wire: 'Leitung',
    certainty: 'Gewissheit',
    addressing: 'Adressierung',
    dials: 'Wählt an',
    port: 'Port {{port}}',
    hostSent: 'Gesendeter Host',
    protocol: 'Protokoll',
    counts: 'Zählt',
    setsPosture: 'bestimmt den Befund',
    onlyDrawn: 'gezeichnet, bestimmt den Befund aber nicht',
    why: 'Warum',
    arrives: 'Wo sie ankommt',
    object: 'Objekt',
    vendor: 'Hersteller',
    inMesh: 'Im Mesh',
    pods: 'Pods',
    podsReady: '{{ready}} von {{total}} bereit',
    fact: 'Tatsache',
    hosts: 'Hosts',
    routes: 'Routen',
    portTitle: 'Port {{port}} → Pod-Port {{target}}',
    unresolved: 'nicht aufgelöst',
    readFrom: 'Woraus es gelesen wurde',
    nothingRead:
      'Kein Objekt sagt etwas darüber: es wird nach dem beurteilt, was hinführt.',
  },
  evidence: {
    absent: 'fehlt',
    revision: 'rev {{revision}}',
    excerpt: 'Auszug aus {{object}}',
    absentHere: 'fehlt: hier steht nichts',
    readAs: 'gelesen als: {{value}}',
    copyExcerpt: 'Auszug kopieren',
    place: '{{file}}, Zeile {{line}}',
    newPlace: 'in irgendeiner Datei des Ordners',
    showExcerpt: 'YAML von {{object}}',
  },
  why: {
    titleOne: 'Warum der Befund „{{posture}}“ ist',
    title: 'Warum {{path}}: {{posture}}',
    note: 'in Lesefolge, jeweils mit dem, woraus es gelesen wurde',
    notePorts: 'kein Weg von außen: die Ports entscheiden',
    portMode: 'Port {{port}} (Pod-Port {{target}}) ist {{mode}}.',
    portUnmeshed: 'Port {{port}}: kein bereiter Endpunkt ist im Mesh.',
    via: '{{what}} über {{edge}}',
    viaMore_one: '{{what}} und {{count}} weiterer über {{edge}}',
    viaMore_other: '{{what}} und {{count}} weitere über {{edge}}',
    allAlike_one: 'Dasselbe gilt für {{count}} Weg',
    allAlike_other: 'Dasselbe gilt für {{count}} Wege',
    rule: 'Regel: {{source}}',
    sure: 'Wie gewiss das ist',
    sureProven:
      'Nichts ist zu raten: jeder Schritt wurde im Cluster gelesen und folgt einer genannten Regel.',
    sureLeansOn: 'Es stützt sich auf:',
    sureRaise: 'Gewisser würde es so:',
    raiseRead: 'Den Leser {{kinds}} von {{cluster}} sehen lassen.',
    raiseFresh: '{{cluster}} wieder verfolgen lassen: {{why}}',
    raiseStated:
      'Jeden Punkt oben in den Objekten des Clusters festlegen: was dort steht, muss niemand folgern.',
  },
  remedies: {
    title: 'Was zu tun ist',
    note: 'bewiesen: auf eine Kopie des Clusterzustands angewandt und neu beurteilt',
    nothing: 'Nichts: jeder Weg kommt verschlüsselt an.',
    none: 'Für diesen Fall ist kein Ausweg bekannt. Die Gründe oben sagen, was im Weg steht.',
    unmended:
      'Nichts davon behebt, was jetzt kaputt ist: {{findings}}. Woran es abgelesen wurde, sagen die Gründe oben und die Feststellungen.',
    pending:
      'Auswege werden ausgearbeitet und bewiesen; sie erscheinen hier von selbst.',
    reaches: 'erreicht',
    aimsAt: 'zielt auf',
    proven: 'bewiesen',
    provenMeaning:
      'Schritt für Schritt auf eine Kopie des Clusterzustands angewandt; nach dem letzten war dieser Befund erreicht, und unterwegs brach nichts.',
    advice: 'Rat',
    notProven: 'Nicht bewiesen: {{missing}}',
    show: 'Zeigen',
    hide: 'Verbergen',
    showOf: 'Die Schritte zeigen: {{title}}',
    hideOf: 'Die Schritte verbergen: {{title}}',
    steps: 'Schritte',
    yamlFor: 'YAML für {{object}}',
    command: 'Befehl',
    copyYaml: 'YAML kopieren',
    copyPatch: 'Patch kopieren',
    copyCommand: 'kubectl-Befehl kopieren',
    apply: 'Anwenden',
    verify: 'Prüfen',
    undo: 'Rückgängig',
    then: 'Danach',
    pageShows: 'diese Seite zeigt',
    pageStillShows: 'diese Seite zeigt noch',
    prints: 'Es gibt aus: {{output}}',
    pullRequest: 'Pull Request öffnen',
    pullRequestOf: 'Pull Request öffnen: {{title}}',
    compare: 'Vorher und nachher',
    compareOf: 'Vorher und nachher: {{title}}',
    before: 'Vorher',
    after: 'Nach allen Schritten',
    comparing: 'Wird ausgearbeitet',
  },
  diff: {
    shownAs: 'Die Änderung zeigen als',
    diff: 'Diff',
    patch: 'Patch',
    yaml: 'YAML',
    of: 'Änderungen an {{object}}. Entfernte Zeilen: {{removed}}, neue Zeilen: {{added}}',
    added: 'neu:',
    removed: 'entfernt:',
  },
  aside: {
    ports: 'Ports',
    noPorts: 'Der Service hat keine Ports.',
    service: 'Service',
    pod: 'Pod',
    protocol: 'Protokoll',
    accepts: 'Nimmt an',
    findings: 'Feststellungen',
    noFindings: 'Nichts zu melden.',
    times_one: '{{count}}-mal gefunden',
    times_other: '{{count}}-mal gefunden',
    silenced: 'stummgeschaltet',
    silencedBy: 'Stummgeschaltet durch {{by}}: {{reason}}',
    silencedCount_one: '{{count}} stummgeschaltete Feststellung',
    silencedCount_other: '{{count}} stummgeschaltete Feststellungen',
  },
  connect: {
    title: 'Eine Verbindung befragen',
    ask: 'Eine Verbindung befragen',
    askThis: 'Diese Verbindung befragen',
    intro:
      'Sagen Sie, wer was anwählt; die Engine sagt, wo es endet und warum, nach den Regeln des Clusters, wie er jetzt ist.',
    from: 'Von',
    fromHelp:
      'namespace/name eines Pods oder Workloads; leer: außerhalb jedes Meshs',
    address: 'Adresse',
    addressHelp: 'Hostname, ClusterIP, Pod-IP oder Node-IP',
    port: 'Port',
    host: 'Host-Header',
    hostHelp: 'leer: die Adresse',
    protocol: 'Protokoll',
    tls: 'TLS durch den Client',
    tlsNone: 'keines',
    tlsPlain: 'TLS',
    tlsMutual: 'gegenseitiges TLS mit einer Identität des Meshs',
    submit: 'Fragen',
    failed: 'In {{cluster}} war nicht zu fragen: {{message}}',
    nowhere: 'endet bei keinem Pod',
    opened: 'Geöffnet von {{from}}.',
    openedOutside: 'Geöffnet von einem Client außerhalb jedes Meshs.',
    ends_one: 'Sie endet an einer Stelle:',
    ends_other: 'Sie kann an {{count}} Stellen enden:',
    needsPort: 'Ein Port von 1 bis 65535',
    needsAddress: 'Nötig',
  },
  summary: {
    title: 'Ingress seiner Services',
    all: 'Alle auf der Flottenseite',
    none: 'Kein Service eines Clusters gehört dazu.',
    noneHelp:
      'Services zählen zum Eigentümer und zum System der Entität, die sie beansprucht.',
    broken_one: '{{count}} Service ist jetzt kaputt',
    broken_other: '{{count}} Services sind jetzt kaputt',
    open_one:
      '{{count}} Service nimmt Klartext an oder ist außerhalb des Meshs',
    open_other:
      '{{count}} Services nehmen Klartext an oder sind außerhalb des Meshs',
    good: 'Kein Service ist kaputt, im Klartext oder außerhalb des Meshs.',
  },
  fleet: {
    title: 'Ingress-Befunde',
    tabServices: 'Services',
    tabStrict: 'STRICT-Plan',
    tabWhatIf: 'Was wäre, wenn',
    tabEndOfLife: 'Supportende',
    tabClusters: 'Cluster',
    reading: 'Lese…',
    clusterSince: '{{cluster}}: {{state}} seit {{time}}',
    all: 'Alle Services',
    broken: 'sind gerade kaputt',
    moreThan: '{{some}} mehr als am {{date}}',
    fewerThan: '{{some}} weniger als am {{date}}',
    asManyAs: 'so viele wie am {{date}}',
    exposed: 'nehmen Klartext an oder sind außerhalb des Meshs',
    enforced: 'kommen nur mit mTLS an',
    retired: 'liegen hinter einem eingestellten Edge',
    share: '{{some}} von {{all}}',
    readyForStrict: 'Namespaces können heute STRICT werden',
    alreadyStrict_zero: 'noch keiner ist STRICT',
    alreadyStrict_one: '{{count}} weiterer ist schon STRICT',
    alreadyStrict_other: '{{count}} weitere sind schon STRICT',
    unclaimed: 'gehören zu keiner Entität',
    contestedNumber: 'werden von mehreren Entitäten beansprucht',
    byPosture: 'Nach Befund filtern',
    byMode: 'Nach Modus filtern',
    segment_one: '{{label}}: {{count}} Service',
    segment_other: '{{label}}: {{count}} Services',
    search: 'Service oder Host',
    any: 'alle',
    none: 'ohne',
    clear: 'Filter aufheben',
    copyLink: 'Link kopieren',
    csv: 'CSV',
    csvFailed: 'Die CSV-Datei war nicht zu holen: {{message}}',
    exportCsv: 'Diese Services als CSV ausgeben',
    filters: 'Filtern und gruppieren',
    groupBy: 'Gruppieren',
    ungrouped: 'nicht',
    table: 'Services',
    groups: 'Gruppen',
    shares: 'Anteile der Befunde',
    openGroup: 'Services von {{group}}',
    nobody: 'niemandes',
    nobodyMeaning:
      'Keine Entität beansprucht ihn. Eine mit der Annotation backstage.io/kubernetes-namespace: {{namespace}} täte es.',
    stale: 'veraltet',
    staleMeaning:
      'Der Cluster wird nicht verfolgt: gezeigt wird das zuletzt Bekannte.',
    empty: 'Kein Service passt',
    emptyHelp:
      'Heben Sie einen Filter auf, oder sehen Sie unter Cluster nach, ob alles gelesen ist.',
    noServices: 'Noch ist kein Service gelesen',
    noServicesHelp:
      'Unter Cluster steht, welche eingerichtet sind und ob sie zu lesen sind.',
    loadingRow: 'Lese die nächsten Services',
    nobodyTitle: 'Services, die keine Entität beansprucht',
    nobodyHelp:
      'Eine Entität beansprucht einen Service durch die Annotationen des Kubernetes-Plugins. Für einen ganzen Namespace ist das:',
    column: {
      service: 'Service',
      entity: 'Entität',
      owner: 'Eigentümer',
      system: 'System',
      cluster: 'Cluster',
      mode: 'Modus',
      edge: 'Edge',
      posture: 'Befund',
      sentence: 'Was geschieht',
      verdict: 'Befund',
      since: 'Seit',
    },
    by: {
      owner: 'Eigentümer',
      system: 'System',
      namespace: 'Namespace',
      cluster: 'Cluster',
      environment: 'Umgebung',
      vendor: 'Hersteller',
      posture: 'Befund',
      mode: 'Modus',
      claimed: 'Beansprucht',
    },
    claimedYes: 'von einer Entität',
    claimedNo: 'von niemandem',
    claimedBySeveral: 'von mehreren',
    contested: 'umstritten',
    contestedMeaning:
      'Mehrere Entitäten beanspruchen ihn mit gleichem Recht; er zählt zu dieser.',
  },
  endOfLife: {
    intro:
      'Edges, deren Hersteller sie nicht mehr oder bald nicht mehr pflegt, und die Services dahinter.',
    none: 'Kein Service steht hinter einem Edge ohne Support.',
    ended: 'beendet am {{date}}',
    endsIn: 'endet am {{date}}',
    services_one: '{{count}} Service dahinter',
    services_other: '{{count}} Services dahinter',
    show: 'Die Services hinter {{vendor}} zeigen',
    successor: 'Der Weg davon',
    source: 'Was der Hersteller sagt',
  },
  strict: {
    intro:
      'Was bräche, wenn alles jetzt STRICT würde, und eine Reihenfolge, in der nichts Sichtbares bricht.',
    cluster: 'Cluster',
    strict_one: '{{count}} Service schon STRICT',
    strict_other: '{{count}} Services schon STRICT',
    ready_one: '{{count}} könnte jetzt STRICT sein',
    ready_other: '{{count}} könnten jetzt STRICT sein',
    breaking_one: '{{count}} würde brechen',
    breaking_other: '{{count}} würden brechen',
    apart: '{{number}} außerhalb des Meshs oder nicht zu beurteilen',
    order: 'Der Plan, in dieser Reihenfolge',
    mesh: 'das ganze Mesh',
    done: 'fertig',
    readyNow: 'bereit',
    readyLast: 'bereit nach den anderen',
    withExceptions: 'mit Ausnahmen',
    blocked: 'versperrt',
    excepted: 'Nehmen weiter Klartext an: {{ports}}',
    breaks: 'Was brechen würde',
    nothingBreaks: 'Nichts, was zu sehen ist, würde brechen.',
    permissive: 'Was noch Klartext annimmt',
    needed_one: '{{count}} Port braucht ihn: dort kommt Klartext an',
    needed_other: '{{count}} Ports brauchen ihn: dort kommt Klartext an',
    notNeeded_one:
      '{{count}} Port könnte STRICT sein: nichts Sichtbares sendet dort Klartext',
    notNeeded_other:
      '{{count}} Ports könnten STRICT sein: nichts Sichtbares sendet dort Klartext',
    caveats: 'Was der Plan nicht sehen kann',
    working: 'Der Plan wird ausgearbeitet',
    doneStages_one: '{{count}} Namespace nimmt nur mTLS an',
    doneStages_other: '{{count}} Namespaces nehmen nur mTLS an',
    ifTitle: 'Wenn es jetzt STRICT würde',
    scope: 'Was STRICT wird',
    namespace: 'Namespace {{namespace}}',
    already: 'Hier wird schon nur mTLS angenommen: STRICT änderte nichts.',
    noService: 'Kein eigener Service',
    changesNothing: 'STRICT änderte hier nichts: kein Pod ist im Mesh.',
    wholePlan: 'Der Plan für ganz {{cluster}}',
  },
  whatIf: {
    ask: 'Was wäre, wenn …',
    intro:
      'Was sich änderte, wenn Manifeste angewandt oder Objekte gelöscht würden: ausgearbeitet an einer Kopie vom Zustand des Clusters.',
    question: 'Was angewandt würde',
    put: 'Manifeste, die angewandt würden',
    putHelp:
      'YAML oder JSON, beliebig viele Dokumente. Ein Objekt ersetzt das seines Namens im Ganzen, also vollständig angeben.',
    open: 'Dateien öffnen',
    example: 'Mit einem Beispiel anfangen',
    empty: 'Leeren',
    removeToo: 'Objekte, die auch gelöscht würden',
    remove: 'Manifeste, die gelöscht würden',
    removeHelp: 'Kind, Namespace und Name genügen.',
    submit: 'Zeigen, was sich änderte',
    harmless: 'Nichts wird angewandt: es wird nur ausgearbeitet.',
    working: 'Es wird ausgearbeitet, was sich änderte',
    failed: 'Für {{cluster}} ließ es sich nicht ausarbeiten: {{message}}',
    broken_one: '{{count}} Weg bricht',
    broken_other: '{{count}} Wege brechen',
    worse_one: '{{count}} Service wird schlechter',
    worse_other: '{{count}} Services werden schlechter',
    better_one: '{{count}} Service wird besser',
    better_other: '{{count}} Services werden besser',
    unsure_one: '{{count}} Service, den niemand beurteilen kann',
    unsure_other: '{{count}} Services, die niemand beurteilen kann',
    notEnough:
      'Diese nähmen anderes an als jetzt, und was sie erreicht, ist nicht gut genug bekannt, um zu sagen, dass nichts bricht:',
    nothingSeen:
      'Kein Befund und kein Weg, der zu sehen ist, änderte sich. Unten steht, was aus jedem Objekt wurde.',
    nothing:
      'Kein Befund und kein Weg änderte sich. Unten steht, was aus jedem Objekt wurde.',
    serviceGone: 'Den Service gäbe es nicht mehr.',
    breaks: 'bricht',
    becomes: 'wird',
    isNew: 'neu',
    isGone: 'fort',
    appear: 'Feststellungen, die dazukommen:',
    go: 'Feststellungen, die entfallen:',
    objects: 'Objekte',
    effect: {
      created: 'angelegt',
      createdMeaning: 'Dieses Namens gibt es noch keines.',
      replaced: 'ersetzt',
      replacedMeaning: 'Tritt an die Stelle dessen, das so heißt.',
      same: 'wie es ist',
      sameMeaning: 'In allem, was hier zählt, ist es wie im Cluster.',
      removed: 'gelöscht',
      removedMeaning: 'Wird weggenommen.',
      absent: 'nicht da',
      absentMeaning: 'Dieses Namens gibt es keines, das wegzunehmen wäre.',
      ignored: 'nicht gelesen',
      ignoredMeaning: 'Kein Befund liest Objekte dieser Art.',
    },
  },
  clusters: {
    since: 'In diesem Zustand seit',
    lastEvent: 'Letzte gesehene Änderung',
    lastAnalyzed: 'Zuletzt beurteilt',
    ago: 'vor {{age}}',
    objects: 'Objekte',
    services: 'Services',
    notReadable: 'Nicht lesbar',
    allReadable: 'nichts: jede Art wurde gelesen',
    couldNotRead: 'War nicht zu lesen',
    from: 'aus: {{source}}',
    manifests: 'einem Ordner von Manifesten',
    kubeconfig: 'einem kube-apiserver',
    inCluster: 'dem Cluster, in dem das Backend läuft',
    kubernetesPlugin: 'dem Kubernetes-Plugin',
    activity: 'Betrieb',
    activityNow_one:
      '{{events}} Änderung je Sekunde, nach {{lag}} ms beurteilt und gesichert',
    activityNow_other:
      '{{events}} Änderungen je Sekunde, nach {{lag}} ms beurteilt und gesichert',
    relists: 'Neu gelesen',
    relistsTimes_one: '{{count}} Mal, da Änderungen gefehlt haben können',
    relistsTimes_other: '{{count}} Mal, da Änderungen gefehlt haben können',
    none: 'Kein Cluster ist eingerichtet',
    noneHelp:
      'Nennen Sie einen unter ingressPosture.clusters in app-config.yaml und starten Sie das Backend neu.',
  },
  findings: germanFindings,
};

/** Keys of nested messages, with dots between them. */
type MessageKey<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${MessageKey<T[K]>}`;
}[keyof T & string];

export default flatten(german) as Record<MessageKey<typeof english>, string>;

/** Translations name their messages by dotted keys. */
function flatten(messages: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[prefix + key, value]]
        : Object.entries(flatten(value, `${prefix}${key}.`)),
    ),
  );
}
