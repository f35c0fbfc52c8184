"""Feedback: a thumb and a note on a reply."""

from fastapi import APIRouter

from api.access import ADMIN
from api.feedback import Feedback, FeedbackFile, FeedbackRequest
from api.routes.given import GivenService, GivenWindow
from api.schemas.pages import Page

router = APIRouter(prefix="/api/feedback", tags=["feedback"])


@router.post("", status_code=201)
def give_feedback(request: FeedbackRequest, service: GivenService) -> Feedback:
    """Keeps what a user thinks of a reply. The `id` that comes back lets it be replaced."""
    with service.store.snapshot() as snapshot:
        feedback = Feedback.of(request, snapshot)
    FeedbackFile(service.settings.data).add(feedback, anew=request.replaces is None)
    return feedback


@router.get("", dependencies=[ADMIN])  # it tells what others asked
def feedback(service: GivenService, window: GivenWindow) -> Page[Feedback]:
    """What users thought of replies, the latest first."""
    found = list(enumerate(FeedbackFile(service.settings.data)))[::-1]
    return window.page(
        lambda offset, limit: (found[offset : offset + limit], len(found)),
        lambda numbered: (-numbered[0],),
        lambda numbered: numbered[1],
    )
