import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { To } from '../../app/view';
import { Page, PageHead } from '../../parts/PageHead';
import { Empty, Failed, Skeleton } from '../../parts/states';
import { ConfirmStep } from './ConfirmStep';
import { FaultsStep } from './FaultsStep';
import { FilesStep } from './FilesStep';
import { errorsOf } from './issues';
import { useDraft } from './useDraft';
import './data.css';

const steps = ['files', 'faults', 'difference'] as const;
type Step = (typeof steps)[number];

/** Three pages, one a step; each says what the one before has to have done. */
export default function ImportWizard() {
  const { t } = useTranslation('data');
  const { id = 'new', step: told = 'files' } = useParams();
  const step: Step = (steps as readonly string[]).includes(told) ? (told as Step) : 'files';
  const held = useDraft(id);
  const { answer, draft, result, running, job, isNew } = held;
  const waitsForResult = Boolean(draft && draft.state !== 'open' && !result && job === null && draft.job);
  if (answer.error)
    return (
      <Page ready>
        <PageHead title={t('import.title')} />
        <Failed failure={answer.error} onRetry={() => void answer.refetch()} />
        <p className="acts">
          <To to="/imports/new/files" className="button main">
            {t('import.begin')}
          </To>
        </p>
      </Page>
    );
  const ready = isNew || (Boolean(draft) && !waitsForResult);
  const answerText = () => {
    if (draft?.state === 'stored') return t('import.answers.stored');
    if (running) return t('import.answers.running');
    if (!result) return draft?.files.length ? t('import.answers.unchecked', { count: draft.files.length }) : t('import.answers.new');
    const errors = errorsOf(result.issues).length;
    if (errors) return t('import.answers.faults', { count: errors });
    return t('import.answers.clean', { added: result.added, changed: result.changed, gone: result.gone });
  };
  const needsCheck = (
    <Empty title={t('import.unchecked')}>
      <To to={`/imports/${id}/files`} className="button main">
        {t('import.to_files')}
      </To>
    </Empty>
  );
  return (
    <Page ready={ready} className="import">
      <PageHead title={t('import.title')} answer={answerText()} how={t('import.how')} />
      <ol className="steps">
        {steps.map((name, index) => (
          <li key={name} aria-current={name === step ? 'step' : undefined}>
            <To to={`/imports/${id}/${name}`}>
              <span className="step-number">{index + 1}</span> {t(`import.steps.${name}`)}
            </To>
          </li>
        ))}
      </ol>
      {!ready ? (
        <Skeleton />
      ) : step === 'files' ? (
        <FilesStep key={id} id={id} held={held} />
      ) : !draft || (!result && !running && draft.state !== 'stored') ? (
        needsCheck
      ) : step === 'faults' ? (
        <FaultsStep draft={draft} held={held} />
      ) : (
        <ConfirmStep draft={draft} held={held} />
      )}
    </Page>
  );
}
