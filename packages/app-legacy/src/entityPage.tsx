import {
  EntityAboutCard,
  EntityLayout,
  EntitySwitch,
  isKind,
} from '@backstage/plugin-catalog';
import {
  EntityIngressPostureCard,
  EntityIngressPostureContent,
  EntityIngressPostureSummaryCard,
  isIngressPostureAvailable,
} from '@ingress-posture/plugin-ingress-posture';
import Grid from '@material-ui/core/Grid';

/**
 * An entity's overview with the card, and the tab beside it, where annotations bind the entity. An element
 * and no component: the app looks for routable extensions among the elements that it is given.
 */
export const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <Grid container spacing={3}>
        <Grid item md={6} xs={12}>
          <EntityAboutCard />
        </Grid>
        <EntitySwitch>
          <EntitySwitch.Case if={isIngressPostureAvailable}>
            <Grid item md={6} xs={12}>
              <EntityIngressPostureCard />
            </Grid>
          </EntitySwitch.Case>
          <EntitySwitch.Case if={isKind(['system', 'group', 'user'])}>
            <Grid item md={6} xs={12}>
              <EntityIngressPostureSummaryCard />
            </Grid>
          </EntitySwitch.Case>
        </EntitySwitch>
      </Grid>
    </EntityLayout.Route>
    <EntityLayout.Route
      path="/ingress-posture"
      title="Ingress"
      if={isIngressPostureAvailable}
    >
      <EntityIngressPostureContent />
    </EntityLayout.Route>
  </EntityLayout>
);
