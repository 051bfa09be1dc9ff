/** Configuration of the ingress-posture frontend. */
export interface Config {
  ingressPosture?: {
    /**
     * Where the product's documentation is served, such as TechDocs at `/docs/default/component/ingress-posture`;
     * a finding's code leads to its page there. On a git host `{page}` stands for the page:
     * `https://git.example.com/ingress-posture/blob/main/docs/{page}.md`. Without it codes are plain text.
     * @visibility frontend
     */
    docsUrl?: string;
    /** The Scaffolder template that opens a pull request with a remedy; without it no remedy offers one. */
    remedyTemplate?: {
      /**
       * The template, such as `template:default/apply-ingress-posture-remedy`. Its form begins with the parameters
       * `cluster`, `namespace`, `service` and `remedy`.
       * @visibility frontend
       */
      entityRef: string;
      /**
       * What else the form begins with, by cluster: the repository and folder that its manifests are kept in.
       * @deepVisibility frontend
       */
      formData?: { [cluster: string]: { [parameter: string]: unknown } };
    };
  };
}
