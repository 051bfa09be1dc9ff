import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { ClustersView } from './clusters';
import { FleetRoutes } from './fleet';

/** The fleet page with its own header, for the frontend system in which pages draw theirs. */
export function LegacyPosturePage() {
  return (
    <Page themeId="tool">
      <Header title="Ingress posture" />
      <TabbedLayout>
        <TabbedLayout.Route path="/services" title="Services">
          <FleetRoutes />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/clusters" title="Clusters">
          <ClustersView />
        </TabbedLayout.Route>
      </TabbedLayout>
    </Page>
  );
}
