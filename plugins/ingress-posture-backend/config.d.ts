export interface Config {
  /** Ingress mode and mTLS posture of the services behind catalog entities. */
  ingressPosture?: {
    /** The clusters to follow. Nothing is ever written to them. */
    clusters?: Array<{
      /**
       * Name of the cluster, as pages show it and as the annotation `backstage.io/kubernetes-cluster`
       * names it. Only a source of type `kubernetes-plugin` may do without: it is then all clusters that
       * the Kubernetes plugin has, under their names there.
       */
      name?: string;
      /** Where the cluster's objects come from. */
      source:
        | {
            /** A folder of YAML files that is watched for changes. */
            type: 'manifests';
            /** The folder; relative to the root of the repository. */
            path: string;
          }
        | {
            /** A live cluster: its objects are listed once and then watched. */
            type: 'kubeconfig';
            /**
             * The kubeconfig file; relative to the root of the repository. Without it, what kubectl
             * would use, and inside a cluster the pod's service account.
             */
            path?: string;
            /** Context in the file; its current context without. */
            context?: string;
          }
        | {
            /** The cluster that the backend runs in, as the service account of its pod. */
            type: 'in-cluster';
            /**
             * Folder with the token and the CA of the service account; relative to the root of the repository.
             * Without it, where Kubernetes mounts them.
             */
            path?: string;
          }
        | {
            /** A cluster that the Kubernetes plugin has, through its proxy endpoint and with its credentials. */
            type: 'kubernetes-plugin';
            /** Its name there; the name given here without. */
            cluster?: string;
          }
        | {
            /** A type that another backend module brings, with keys of its own. */
            type: string;
            [key: string]: unknown;
          };
    }>;
    /**
     * Which clusters are of which environment, so that services can be filtered and grouped by it:
     * names of clusters by the name of the environment. An asterisk at the end stands for any end; the
     * first one that fits counts.
     */
    environments?: { [environment: string]: string[] };
    /** How Services find the catalog entity that they belong to, besides the annotations of entities. */
    ownership?: {
      /**
       * A label of Kubernetes namespaces. All Services of a namespace that has it belong to the entity whose
       * `backstage.io/kubernetes-id` is its value, as far as no entity claims them more specifically.
       * `backstage.io/kubernetes-id` unless it is set.
       */
      namespaceLabel?: string;
    };
  };
}
