import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  part: { marginTop: theme.spacing(2) },
}));

/** A titled part of the side panel. */
export function PanelPart(props: { title: string; children: ReactNode }) {
  return (
    <section className={useStyles().part}>
      <Typography component="h3" variant="subtitle1" gutterBottom>
        {props.title}
      </Typography>
      {props.children}
    </section>
  );
}
