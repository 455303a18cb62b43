"""Pages of signals, stories, notes and answers."""

from django.urls import path

from signalen.views import (
    antwoord,
    contact,
    inzage,
    notitie,
    signaal,
    terugkoppeling,
    vaststellen,
    verantwoording,
    verhaal,
    versie,
    weghalen,
)

urlpatterns = [
    # What rests on a contact is known here, not below.
    path("contacten/<int:pk>/wijzig/", contact.wijzig, name="contact_wijzig"),
    path("contacten/<int:pk>/verwijder/", contact.verwijder, name="contact_verwijder"),
    path("contacten/<int:pk>/ongedaan/", contact.ongedaan, name="contact_ongedaan"),
    path("contacten/<int:pk>/signaal/", contact.signaal, name="contact_signaal"),
    path("inzage/", inzage.inzage, name="inzage"),
    path("weghalen/<slug:soort>/<int:pk>/", weghalen.weghalen, name="weghalen"),
    path("signalen/", signaal.lijst, name="signalen"),
    path("signalen/download/", signaal.download, name="signalen_download"),
    path("signalen/nieuw/", signaal.nieuw, name="signaal_nieuw"),
    path("signalen/<int:pk>/", signaal.detail, name="signaal"),
    path("signalen/<int:pk>/wijzig/", signaal.wijzig, name="signaal_wijzig"),
    path("signalen/<int:pk>/verzamel/", signaal.verzamel, name="signaal_verzamel"),
    path("signalen/<int:pk>/duiding/", signaal.duiding, name="signaal_duiding"),
    path(
        "signalen/<int:pk>/zonder-duiding/", signaal.zonder_duiding, name="signaal_zonder_duiding"
    ),
    path(
        "signalen/<int:pk>/niet-op-de-agenda/",
        signaal.niet_op_de_agenda,
        name="signaal_niet_op_de_agenda",
    ),
    path("signalen/<int:pk>/heroverweeg/", signaal.heroverweeg, name="signaal_heroverweeg"),
    path(
        "signalen/<int:pk>/terugkoppeling/",
        terugkoppeling.signaal_terugkoppeling,
        name="signaal_terugkoppeling",
    ),
    path("verantwoording/", verantwoording.verantwoording, name="verantwoording"),
    path("verantwoording/excel/", verantwoording.excel, name="verantwoording_excel"),
    path("verantwoording/pdf/", verantwoording.pdf_maken, name="verantwoording_pdf_maken"),
    path("verantwoording/<int:pk>/", verantwoording.pdf, name="verantwoording_pdf"),
    path(
        "verantwoording/<int:pk>/pdf/",
        verantwoording.pdf_bestand,
        name="verantwoording_pdf_bestand",
    ),
    path(
        "verantwoording/<int:pk>/opnieuw/",
        verantwoording.pdf_opnieuw,
        name="verantwoording_pdf_opnieuw",
    ),
    path("verhalen/", verhaal.lijst, name="verhalen"),
    path("verhalen/nieuw/", verhaal.nieuw, name="verhaal_nieuw"),
    path("verhalen/<int:pk>/", verhaal.detail, name="verhaal"),
    path("verhalen/<int:pk>/nagelezen/", verhaal.nagelezen, name="verhaal_nagelezen"),
    path("verhalen/<int:pk>/ingetrokken/", verhaal.ingetrokken, name="verhaal_ingetrokken"),
    path("notities/", notitie.lijst, name="notities"),
    path("notities/nieuw/", notitie.nieuw, name="notitie_nieuw"),
    path("notities/<int:pk>/", notitie.detail, name="notitie"),
    path("notities/<int:pk>/wijzig/", notitie.wijzig, name="notitie_wijzig"),
    path("notities/<int:pk>/vaststellen/", vaststellen.vaststellen, name="notitie_vaststellen"),
    path("notities/<int:pk>/heropenen/", vaststellen.heropenen, name="notitie_heropenen"),
    path("notities/<int:pk>/verzenden/", vaststellen.verzenden, name="notitie_verzenden"),
    path("notities/<int:pk>/mail/", vaststellen.mail_opnieuw, name="notitie_mail_opnieuw"),
    path("notities/<int:pk>/voorbeeld/", versie.voorbeeld, name="notitie_voorbeeld"),
    path("notities/<int:pk>/pdf/", versie.pdf, name="notitie_pdf"),
    path("notities/<int:pk>/pdf/staat/", versie.pdf_staat, name="notitie_pdf_staat"),
    path("notities/<int:pk>/pdf/opnieuw/", versie.pdf_opnieuw, name="notitie_pdf_opnieuw"),
    path("ontvangen/", antwoord.lijst, name="ontvangen"),
    path("ontvangen/<int:pk>/", antwoord.detail, name="ontvangen_notitie"),
    path("ontvangen/<int:pk>/vraag/<int:nummer>/", antwoord.antwoord, name="ontvangen_antwoord"),
    path("controle/", versie.controle, name="controle"),
]
