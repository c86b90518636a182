"""What the basic confidentiality profile removes or replaces although its type alone does not tell that it must.

Dates, names, identifiers, free text, UIDs and all of group 0010 are told by their type or group; here is the rest, by
keyword. Of sequences whose UIDs alone are replaced (Referenced Image, Source Image) the UIDs are told by their type.

References
----------
DICOM PS3.15, 2026c, Table E.1-1 "Application Level Confidentiality Profile Attributes", column "Basic Prof.".
"""

_SEQUENCES = """
    AcquisitionContext ActualHumanPerformers AdmittingDiagnosesCode AuthorObserver ConsultingPhysicianIdentification
    Content ContentCreatorIdentificationCode CustodialOrganization DigitalSignatures FlowIdentifier GraphicAnnotation
    IconImage InstitutionCode InstitutionalDepartmentTypeCode IntendedRecipientsOfResultsIdentification
    InterpretationApprover IssuerOfAdmissionID IssuerOfServiceEpisodeID IssuerOfTheContainerIdentifier
    IssuerOfTheSpecimenIdentifier ModifiedAttributes NonconformingModifiedAttributes OperatorIdentification
    OriginalAttributes OtherClinicalTrialProtocolIDs Participant PerformedStationGeographicLocationCode
    PerformedStationNameCode PerformingPhysicianIdentification PersonIdentificationCode
    PhysiciansOfRecordIdentification PhysiciansReadingStudyIdentification PrescriptionNotes
    ROICreator ROIInterpreter ReasonForRequestedProcedureCode ReasonForVisitCode ReferencedDigitalSignature
    ReferencedPatient ReferencedPatientAlias ReferencedPerformedProcedureStep ReferencedSOPInstanceMAC ReferencedStudy
    ReferringPhysicianIdentification RequestAttributes ResultsDistributionList ScheduledHumanPerformers
    ScheduledPerformingPhysicianIdentification ScheduledStationGeographicLocationCode ScheduledStationNameCode
    SpecimenPreparation TransducerIdentification UDI VerifyingObserver VerifyingObserverIdentificationCode
    WaveformAnnotation
"""
_VALUES = "InstanceOriginStatus LensSpecification ModifyingDeviceID ReasonForTheAttributeModification"
_NAMED = frozenset(
    (
        *(f"{name}Sequence" for name in _SEQUENCES.split()),
        "VerbalSourceIdentifierCodeSequenceTrial",
        *_VALUES.split(),
    )
)


def is_removed(keyword: str) -> bool:
    """Return whether the profile removes or replaces an attribute that a code, a number or a sequence holds."""
    return keyword in _NAMED or keyword.startswith("GPS")
