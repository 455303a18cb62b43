"""Reading a note's PDF as its reader does."""

from io import BytesIO

from playwright.sync_api import Page
from pypdf import PdfReader


def pdf_text(page: Page, link: str) -> str:
    """Open the PDF as a reader does, come back, and return its words on one line."""
    opener = page.get_by_role("link", name=link)
    with page.expect_response("**/pdf/") as shown:
        opener.click()
    assert shown.value.status == 200
    assert shown.value.headers["content-type"] == "application/pdf"
    body = page.context.request.get(shown.value.url).body()
    page.go_back()
    pages = PdfReader(BytesIO(body)).pages
    return " ".join(" ".join(found.extract_text().split()) for found in pages)
