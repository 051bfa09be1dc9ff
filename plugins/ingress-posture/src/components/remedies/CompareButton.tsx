import { Remedy, ServicePosture } from '@ingress-posture/engine';
import Dialog from '@material-ui/core/Dialog';
import DialogContent from '@material-ui/core/DialogContent';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import { useId, useState } from 'react';
import { useNarrow } from '../../hooks';
import { useText } from '../../translation';
import { SmallButton } from '../signs';
import { ViewRoot } from '../ViewRoot';
import { RemedyComparison } from './RemedyComparison';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'flex-start',
    padding: theme.spacing(2, 3, 0),
  },
  title: { fontSize: '1.25rem', fontWeight: 700, margin: 0 },
}));

/** Opens the paths as they are beside the paths as they would be. */
export function CompareButton(props: {
  posture: ServicePosture;
  remedy: Remedy;
}) {
  const { posture, remedy } = props;
  const classes = useStyles();
  const text = useText();
  const [open, setOpen] = useState(false);
  const narrow = useNarrow();
  const id = useId();
  const title = text('remedies.compareOf', { title: remedy.title });
  return (
    <>
      <SmallButton aria-label={title} onClick={() => setOpen(true)}>
        {text('remedies.compare')}
      </SmallButton>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        aria-labelledby={id}
        maxWidth="lg"
        fullWidth
        fullScreen={narrow}
      >
        <div className={classes.head}>
          <Typography id={id} component="h2" className={classes.title}>
            {title}
          </Typography>
          <IconButton
            size="small"
            aria-label={text('common.close')}
            onClick={() => setOpen(false)}
          >
            <CloseIcon />
          </IconButton>
        </div>
        <DialogContent>
          <ViewRoot>
            <RemedyComparison posture={posture} remedy={remedy} />
          </ViewRoot>
        </DialogContent>
      </Dialog>
    </>
  );
}
